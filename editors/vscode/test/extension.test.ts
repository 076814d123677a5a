// The real client of the protocol, the real server, and a stand-in for the editor.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { promisify } from 'node:util';
import { activate, deactivate } from '../src/extension';
import { CodeAction, CodeActionKind, Diagnostic, Document, editor, Position, Uri, commands, workspace, CancellationTokenSource } from './vscode';

const program = process.env['REFRAIN'];
if (program === undefined || !path.isAbsolute(program)) {
	throw new Error('set REFRAIN to the path of the program that is tested');
}

let folder: string;
const disposables: { dispose(): unknown }[] = [];
const context = { extensionPath: '/nowhere', subscriptions: disposables };

before(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'refrain-'));
	await writeFile(path.join(folder, '.refrain.yaml'), 'fail-on: replace\n');
	workspace.workspaceFolders = [{ uri: Uri.file(folder), name: 'drafts', index: 0 }];
	editor.settings = { path: program };
	await activate(context as never);
});
after(async () => {
	await deactivate();
	disposables.forEach((d) => d.dispose());
	await rm(folder, { recursive: true });
});
beforeEach(() => {
	editor.messages.length = 0;
});

/** until waits until something is so, which is soon; what the test says is the error when it never is. */
async function until<T>(what: string, get: () => T | undefined | false): Promise<T> {
	for (let i = 0; i < 1500; i++) {
		const got = get();
		if (got !== undefined && got !== false) {
			return got;
		}
		await new Promise((done) => setTimeout(done, 20));
	}
	assert.fail(`${what}\n${editor.messages.join('\n')}\n${editor.log.slice(-20).join('\n')}`);
}

const shown = (d: Document) => editor.diagnostics.get(d.uri.toString());
const words = (d: Document, all: Diagnostic[]) => all.map((one) => d.getText(one.range));
const found = (d: Document, expected: string[]) =>
	until(`diagnostics on ${expected}`, () => shown(d) && words(d, shown(d)!).join() === expected.join() && shown(d));
async function actionsOn(d: Document, one: Diagnostic): Promise<CodeAction[]> {
	const provider = await until('code actions', () => editor.actions);
	const context = { diagnostics: [one], only: CodeActionKind.QuickFix, triggerKind: 1 };
	return (await provider.provideCodeActions(d, one.range, context, new CancellationTokenSource().token)) ?? [];
}
async function run(d: Document, one: Diagnostic, command: string): Promise<void> {
	const action = (await actionsOn(d, one)).find((a) => a.command?.command === command);
	assert.ok(action, command);
	await commands.executeCommand(command, ...(action.command!.arguments as never[]));
}
/** servers are the processes that this one has started as servers; none is an error. */
async function servers(): Promise<number[]> {
	const { stdout } = await promisify(execFile)('pgrep', ['-P', String(process.pid), '-f', ' lsp$']);
	return stdout.trim().split('\n').map(Number);
}
let count = 0;
const draft = (text: string, ending = '.md', language = 'markdown') =>
	editor.open(Uri.file(path.join(folder, `draft-${++count}${ending}`)), language, text);

test('a finding is shown at its words, after emoji, combining letters and tabs, with CRLF', async () => {
	const d = draft('# 😀 Notes\r\n\r\n👩‍👩‍👧\tThe re\u0301gime fears a flood of refugees. 🎉\r\n');
	const [one] = await found(d, ['flood of refugees']);
	assert.equal(one!.source, 'refrain');
	assert.doesNotMatch(one!.message, /\n/);
});

test('findings come and go while a text is written', async () => {
	const d = draft('We welcome refugees.\n');
	await found(d, []);
	d.edit(3, 19, 'fear a flood of refugees');
	await found(d, ['flood of refugees']);
	d.edit(0, d.getText().length, 'We welcome refugees.\n');
	await found(d, []);
});

test('a document without a name is checked too', async () => {
	await found(editor.open(Uri.parse('untitled:Untitled-1'), 'plaintext', 'A flood of refugees came.\n'), ['flood of refugees']);
});

test('hovering says why, with sources that are links', async () => {
	const d = draft('They speak of illegal immigrants.\n');
	await found(d, ['illegal immigrants']);
	const hover = await until('a hover', () => editor.hover);
	const said = await hover.provideHover(d, new Position(0, 16), new CancellationTokenSource().token);
	const text = said!.contents.map((c) => c.value).join('\n');
	assert.match(text, /https:\/\//);
});

test('a quick fix puts the other words in the place of the finding, which is gone then', async () => {
	const d = draft('The city houses illegal immigrants.\n');
	const all = await found(d, ['illegal immigrants']);
	const actions = await actionsOn(d, all[0]!);
	const swap = actions.find((a) => a.edit?.entries().some(([, edits]) => edits.some((e) => e.newText.includes('people'))));
	assert.ok(swap, actions.map((a) => a.title).join('\n'));
	await workspace.applyEdit(swap.edit!);
	assert.match(d.getText(), /^The city houses people .*\.\n$/);
	await found(d, []);
});

test('waiving asks for the reason, and writes it into the document', async () => {
	const d = draft('The city houses illegal immigrants.\n');
	const [one] = await found(d, ['illegal immigrants']);
	editor.answers.push(undefined, ' a name of the law ');
	await run(d, one!, 'refrain.waive');
	assert.equal(d.getText(), 'The city houses illegal immigrants.\n', 'nothing is written when the question is left');
	await run(d, one!, 'refrain.waive');
	assert.match(d.getText(), /refrain: allow illegal-people .*because "a name of the law"/);
	await found(d, []);
});

test('explaining opens a page beside the document', async () => {
	const d = draft('The city houses illegal immigrants.\n');
	const [one] = await found(d, ['illegal immigrants']);
	let page = '';
	const preview = commands.registerCommand('markdown.showPreviewToSide', ((uri: Uri) => {
		page = editor.pages.get(uri.scheme)!.provideTextDocumentContent(uri);
	}) as never);
	await run(d, one!, 'refrain.explain');
	preview.dispose();
	assert.match(page, /illegal immigrants/);
	assert.match(page, /https:\/\//);
});

test('the status says which version runs', async () => {
	await until('a status', () => /^refrain \d/.test(editor.status.text));
});

test('a server that is killed begins again, and knows the documents', async () => {
	const d = draft('A flood of refugees came.\n');
	await found(d, ['flood of refugees']);
	editor.diagnostics.clear();
	(await servers()).forEach((id) => process.kill(id, 'SIGKILL'));
	await found(d, ['flood of refugees']);
});

test('the command starts the server again', async () => {
	const d = draft('A flood of refugees came.\n');
	await found(d, ['flood of refugees']);
	await commands.executeCommand('refrain.restart');
	await found(d, ['flood of refugees']);
});

test('switched off, nothing is shown; switched on, it is again', async () => {
	const d = draft('A flood of refugees came.\n');
	await found(d, ['flood of refugees']);
	editor.configure({ path: program, enable: false });
	await until('nothing shown', () => shown(d) === undefined);
	editor.configure({ path: program });
	await found(d, ['flood of refugees']);
});

test('a program that is not there is said, and what to do', async () => {
	editor.configure({ path: path.join(folder, 'nowhere') });
	const said = await until('a message', () => editor.messages.find((m) => m.includes('nowhere')));
	assert.match(said, /Install refrain, or name it in the setting refrain\.path/);
	editor.configure({ path: path.join(folder, '.refrain.yaml') });
	await until('a message', () => editor.messages.find((m) => m.includes('which is no program')));
	editor.configure({ path: program });
	await until('running', () => /^refrain \d/.test(editor.status.text));
});

test('no server is left when the editor ends', async () => {
	await deactivate();
	let left = true;
	for (let i = 0; i < 500 && left; i++) {
		await new Promise((done) => setTimeout(done, 20));
		left = await servers().then(() => true, () => false);
	}
	assert.equal(left, false);
});
