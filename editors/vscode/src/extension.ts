// The extension starts the program refrain as an editor server, and shows what it says. Everything that is known of words, formats and
// configurations is in the program; here is only how it is found, started, and begun again.

import * as path from 'node:path';
import * as vscode from 'vscode';
import { LanguageClient, RevealOutputChannelOn, State, type LanguageClientOptions, type ServerOptions } from 'vscode-languageclient/node';
import { locate, type Program } from './program';
import { languages } from './languages';
import { Explanations, reasonFor } from './commands';

let client: LanguageClient | undefined;
let output: vscode.LogOutputChannel;
let state: vscode.LanguageStatusItem;
let explanations: Explanations;
let bundled: string; // where a package for one system holds the program
// One start or stop after the other, in the order in which they were asked for.
let turn: Promise<void> = Promise.resolve();

/** activate is called by the editor when a document of one of our languages is opened. */
export function activate(context: vscode.ExtensionContext): Promise<void> {
	bundled = path.join(context.extensionPath, 'bin', process.platform === 'win32' ? 'refrain.exe' : 'refrain');
	output = vscode.window.createOutputChannel('refrain', { log: true });
	state = vscode.languages.createLanguageStatusItem('refrain', selector());
	state.name = 'refrain';
	state.command = { command: 'refrain.showLog', title: 'Log' };
	explanations = new Explanations();
	context.subscriptions.push(
		output,
		state,
		explanations,
		vscode.commands.registerCommand('refrain.restart', () => again()),
		vscode.commands.registerCommand('refrain.showLog', () => output.show()),
		vscode.workspace.onDidChangeConfiguration((e) => {
			if (e.affectsConfiguration('refrain.path') || e.affectsConfiguration('refrain.enable')) {
				void again();
			}
		}),
		vscode.workspace.onDidGrantWorkspaceTrust(() => void again()),
	);
	return again();
}

/** deactivate is called when the editor ends. */
export function deactivate(): Promise<void> {
	return inTurn(stop);
}

function again(): Promise<void> {
	return inTurn(async () => {
		await stop();
		await start();
	});
}

function inTurn(work: () => Promise<void>): Promise<void> {
	turn = turn.then(work, work);
	return turn;
}

async function start(): Promise<void> {
	const settings = vscode.workspace.getConfiguration('refrain');
	if (!settings.get<boolean>('enable', true)) {
		show('off', vscode.LanguageStatusSeverity.Information);
		return;
	}
	const folder = vscode.workspace.workspaceFolders?.find((f) => f.uri.scheme === 'file')?.uri.fsPath;
	const program = await locate(settings.get<string>('path', ''), folder, bundled);
	if (program.error !== undefined) {
		await missing(program.error);
		return;
	}
	client = new LanguageClient('refrain', 'refrain', serverOptions(program), clientOptions());
	client.onDidChangeState((e) => {
		if (e.newState === State.Running) {
			show(client?.initializeResult?.serverInfo?.version ?? '', vscode.LanguageStatusSeverity.Information);
		} else if (e.newState === State.Stopped) {
			show('stopped', vscode.LanguageStatusSeverity.Warning);
		}
	});
	try {
		await client.start();
	} catch (error) {
		const failed = client;
		client = undefined;
		await failed.dispose().catch(() => undefined);
		await missing(`${program.path} does not start as a server: ${reason(error)}`);
	}
}

async function stop(): Promise<void> {
	const running = client;
	client = undefined;
	if (running !== undefined) {
		// The server answers within milliseconds; a program that does not is ended.
		await running.dispose(2000).catch((error) => output.warn(reason(error)));
	}
}

function serverOptions(program: Program): ServerOptions {
	return { command: program.path, args: ['lsp'], options: program.folder === undefined ? {} : { cwd: program.folder } };
}

function clientOptions(): LanguageClientOptions {
	return {
		documentSelector: selector(),
		outputChannel: output,
		revealOutputChannelOn: RevealOutputChannelOn.Never,
		initializationOptions: () => vscode.workspace.getConfiguration('refrain'),
		synchronize: { configurationSection: 'refrain' },
		diagnosticCollectionName: 'refrain',
		middleware: {
			async executeCommand(command, args, next) {
				if (command === 'refrain.waive') {
					const about = await reasonFor(args[0]);
					return about === undefined ? undefined : next(command, [about]);
				}
				if (command === 'refrain.explain') {
					return explanations.show(await next(command, [{ ...args[0], quiet: true }]));
				}
				return next(command, args);
			},
		},
	};
}

/** selector is the documents that the server is told of: files, and those that have no name yet. */
function selector(): { scheme: string; language: string }[] {
	return languages.flatMap((language) => [{ scheme: 'file', language }, { scheme: 'untitled', language }]);
}

/** missing tells the user, once for each start, that there is no program, and what to do. */
async function missing(what: string): Promise<void> {
	output.error(what);
	show('not found', vscode.LanguageStatusSeverity.Error);
	const settings = 'Open settings';
	const log = 'Show the log';
	void vscode.window.showErrorMessage(`refrain: ${what}. Install refrain, or name it in the setting refrain.path.`, settings, log).then((chosen) => {
		if (chosen === settings) {
			void vscode.commands.executeCommand('workbench.action.openSettings', 'refrain.path');
		} else if (chosen === log) {
			output.show();
		}
	});
}

function show(text: string, severity: vscode.LanguageStatusSeverity): void {
	state.text = text === '' ? 'refrain' : `refrain ${text}`;
	state.severity = severity;
}

function reason(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
