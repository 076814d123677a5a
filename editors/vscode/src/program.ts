import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import * as path from 'node:path';

/** Program is what is started as a server. Where there is none, error says so to the user. */
export interface Program {
	path: string;
	folder?: string; // that it is started in
	error?: string;
}

/**
 * locate finds the program. What the user has set goes first: an absolute path, or one from the workspace folder that begins with "./" or
 * "../". A name alone, or nothing, is looked for in PATH, so that the editor says what the command line says, and never in the workspace
 * folder: what lies in a repository is not run because it was opened. Without a name the program that comes with the extension is the last.
 */
export async function locate(
	set: string, folder: string | undefined, bundled: string, env: NodeJS.ProcessEnv = process.env,
): Promise<Program> {
	const name = set.trim();
	if (path.isAbsolute(name) || /^\.{1,2}[\\/]/.test(name)) {
		if (!path.isAbsolute(name) && folder === undefined) {
			return { path: name, error: `refrain.path is ${name}, and no folder is open that it could be in` };
		}
		const file = path.resolve(folder ?? '', name);
		return (await runs(file)) ? { path: file, folder } : { path: file, error: `refrain.path is ${name}, which is no program: ${file}` };
	}
	if (/[\\/]/.test(name)) {
		return { path: name, error: `refrain.path is ${name}; begin it with ./ to mean a path from the folder that is open` };
	}
	for (const place of (env['PATH'] ?? '').split(path.delimiter)) {
		if (!path.isAbsolute(place)) {
			continue;
		}
		for (const ending of endings(env)) {
			const file = path.join(place, (name || 'refrain') + ending);
			if (await runs(file)) {
				return { path: file, folder };
			}
		}
	}
	if (name === '' && (await runs(bundled))) {
		return { path: bundled, folder };
	}
	return { path: name, error: `no program ${name || 'refrain'} is in PATH` };
}

function endings(env: NodeJS.ProcessEnv): string[] {
	return process.platform === 'win32' ? (env['PATHEXT'] ?? '.EXE').split(';').concat('') : [''];
}

async function runs(file: string): Promise<boolean> {
	try {
		await access(file, constants.X_OK);
		return (await stat(file)).isFile();
	} catch {
		return false;
	}
}
