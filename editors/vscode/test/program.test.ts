import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { after, before, test } from 'node:test';
import { locate } from '../src/program';

let folder: string;
const name = process.platform === 'win32' ? 'refrain.exe' : 'refrain';

before(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'refrain-'));
	for (const place of ['path', 'workspace', 'bundled']) {
		await mkdir(path.join(folder, place));
		await writeFile(path.join(folder, place, name), '');
		await chmod(path.join(folder, place, name), 0o755);
	}
});
after(() => rm(folder, { recursive: true }));

const at = (place: string) => path.join(folder, place, name);
const find = (set: string, PATH = '', bundled = at('bundled')) => locate(set, path.join(folder, 'workspace'), bundled, { PATH });

test('the program of PATH goes before the one that comes with the extension', async () => {
	assert.equal((await find('', path.join(folder, 'path'))).path, at('path'));
	assert.equal((await find('')).path, at('bundled'));
});

test('what the user has set goes first', async () => {
	assert.equal((await find(at('workspace'), path.join(folder, 'path'))).path, at('workspace'));
	assert.equal((await find(`./${name}`, path.join(folder, 'path'))).path, at('workspace'));
});

test('a repository cannot have its own program run by lying in the folder that is open', async () => {
	for (const PATH of ['.', '', `.${path.delimiter}`]) {
		assert.equal((await find('', PATH, '')).path, '');
	}
	assert.match((await find(`workspace/${name}`)).error!, /begin it with \.\//);
});

test('a setting that names no program is an error, and nothing else is started in its place', async () => {
	assert.match((await find('./nowhere', path.join(folder, 'path'))).error!, /nowhere, which is no program/);
	assert.match((await find('refrane', path.join(folder, 'path'))).error!, /no program refrane is in PATH/);
});
