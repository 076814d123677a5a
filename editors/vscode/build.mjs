// Makes dist/extension.js, one file without node_modules, and dist/LICENSES.txt of what is in it. With --tests it makes the tests too, with
// the editor's module replaced by test/vscode.ts.

import { build } from 'esbuild';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import * as path from 'node:path';

const shared = { bundle: true, platform: 'node', format: 'cjs', target: 'node20', charset: 'utf8', logLevel: 'warning' };

await rm('dist', { recursive: true, force: true });
const made = await build({
	...shared, entryPoints: ['src/extension.ts'], outfile: 'dist/extension.js', external: ['vscode'], minify: true, metafile: true,
});
await writeFile('dist/LICENSES.txt', await licenses(made.metafile));
if (process.argv.includes('--tests')) {
	await build({
		...shared, entryPoints: ['test/extension.test.ts', 'test/program.test.ts'], outdir: 'dist/test', alias: { vscode: './test/vscode.ts' },
		sourcemap: 'inline',
	});
}

/** licenses are the terms of each package that the bundle holds a file of. */
async function licenses(metafile) {
	const packages = new Set();
	for (const input of Object.keys(metafile.inputs)) {
		const found = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
		if (found) {
			packages.add(found[1]);
		}
	}
	const parts = [];
	for (const folder of [...packages].sort()) {
		const { name, version, license } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
		const file = (await readdir(folder)).find((f) => /^licen[cs]e/i.test(f));
		if (file === undefined) {
			throw new Error(`${name} has no licence file`);
		}
		parts.push(`${name} ${version} (${license})\n\n${(await readFile(path.join(folder, file), 'utf8')).trim()}\n`);
	}
	return parts.join(`\n${'-'.repeat(80)}\n\n`);
}
