// What the tests have in the place of the editor: as much of its module as the client of the Language Server Protocol and the extension use,
// with documents that a test opens and changes, and what the editor would show. Names and behaviour are those of the module "vscode".

import { pathToFileURL, fileURLToPath } from 'node:url';

export const version = '1.91.0';

export class Disposable {
	constructor(private readonly call: () => void) {}
	dispose(): void {
		this.call();
	}
	static from(...all: { dispose(): unknown }[]): Disposable {
		return new Disposable(() => all.forEach((d) => d.dispose()));
	}
}

export class EventEmitter<T> {
	private listeners = new Set<(e: T) => unknown>();
	event = (listener: (e: T) => unknown, self?: unknown, disposables?: Disposable[]): Disposable => {
		const bound = self === undefined ? listener : listener.bind(self);
		this.listeners.add(bound);
		const d = new Disposable(() => this.listeners.delete(bound));
		disposables?.push(d);
		return d;
	};
	fire(e: T): void {
		[...this.listeners].forEach((l) => l(e));
	}
	dispose(): void {
		this.listeners.clear();
	}
}

export class CancellationTokenSource {
	private readonly emitter = new EventEmitter<void>();
	token = { isCancellationRequested: false, onCancellationRequested: this.emitter.event };
	cancel(): void {
		this.token.isCancellationRequested = true;
		this.emitter.fire();
	}
	dispose(): void {
		this.emitter.dispose();
	}
}
export class CancellationError extends Error {}

export class Uri {
	private constructor(private readonly url: URL) {}
	static parse(value: string): Uri {
		return new Uri(new URL(value));
	}
	static file(path: string): Uri {
		return new Uri(pathToFileURL(path));
	}
	get scheme(): string {
		return this.url.protocol.slice(0, -1);
	}
	get path(): string {
		return decodeURIComponent(this.url.pathname);
	}
	get fsPath(): string {
		return this.scheme === 'file' ? fileURLToPath(this.url) : this.path;
	}
	toString(): string {
		return this.url.href;
	}
}

export class Position {
	constructor(readonly line: number, readonly character: number) {}
}
export class Range {
	readonly start: Position;
	readonly end: Position;
	constructor(...places: [Position, Position] | [number, number, number, number]) {
		[this.start, this.end] = places.length === 2 ? places : [new Position(places[0], places[1]), new Position(places[2], places[3])];
	}
}
export class Location {
	constructor(readonly uri: Uri, readonly range: Range) {}
}
export class Diagnostic {
	source?: string;
	code?: unknown;
	tags?: unknown[];
	relatedInformation?: unknown[];
	constructor(readonly range: Range, readonly message: string, readonly severity: number) {}
}
export class DiagnosticRelatedInformation {
	constructor(readonly location: Location, readonly message: string) {}
}
export class MarkdownString {
	isTrusted = false;
	supportHtml = false;
	constructor(public value = '') {}
	appendCodeblock(value: string): this {
		this.value += value;
		return this;
	}
}
export class Hover {
	readonly contents: MarkdownString[];
	constructor(contents: MarkdownString | MarkdownString[], readonly range?: Range) {
		this.contents = Array.isArray(contents) ? contents : [contents];
	}
}
export class CodeActionKind {
	static readonly Empty = new CodeActionKind('');
	static readonly QuickFix = new CodeActionKind('quickfix');
	static readonly Source = new CodeActionKind('source');
	static readonly SourceFixAll = new CodeActionKind('source.fixAll');
	constructor(readonly value: string) {}
	append(part: string): CodeActionKind {
		return new CodeActionKind(this.value === '' ? part : `${this.value}.${part}`);
	}
}
export class CodeAction {
	edit?: WorkspaceEdit;
	command?: { command: string; title: string; arguments?: unknown[] };
	isPreferred?: boolean;
	diagnostics?: Diagnostic[];
	constructor(readonly title: string, readonly kind?: CodeActionKind) {}
}
export class TextEdit {
	constructor(readonly range: Range, readonly newText: string) {}
	static replace(range: Range, text: string): TextEdit {
		return new TextEdit(range, text);
	}
}
export class SnippetTextEdit {
	constructor(readonly range: Range, readonly snippet: unknown) {}
}
export class WorkspaceEdit {
	private readonly changes = new Map<string, TextEdit[]>();
	replace(uri: Uri, range: Range, text: string): void {
		this.set(uri, [...(this.changes.get(uri.toString()) ?? []), new TextEdit(range, text)]);
	}
	set(uri: Uri, edits: (TextEdit | [TextEdit, unknown])[]): void {
		this.changes.set(uri.toString(), edits.map((e) => (Array.isArray(e) ? e[0] : e)));
	}
	entries(): [Uri, TextEdit[]][] {
		return [...this.changes].map(([uri, edits]) => [Uri.parse(uri), edits]);
	}
}

// Classes that the client derives its own from.
export class CompletionItem {
	constructor(readonly label: string) {}
}
export class CodeLens {
	constructor(readonly range: Range, readonly command?: unknown) {}
}
export class DocumentLink {
	constructor(readonly range: Range, readonly target?: Uri) {}
}
export class CallHierarchyItem {}
export class TypeHierarchyItem {}
export class SymbolInformation {}
export class InlayHint {}
export class TabInputText {
	constructor(readonly uri: Uri) {}
}
export class TabInputTextDiff {}
export class TabInputCustom {}
export class TabInputNotebook {}
export class RelativePattern {
	constructor(readonly base: unknown, readonly pattern: string) {}
}
export class ThemeColor {
	constructor(readonly id: string) {}
}

export enum DiagnosticSeverity { Error, Warning, Information, Hint }
export enum DiagnosticTag { Unnecessary = 1, Deprecated = 2 }
export enum LanguageStatusSeverity { Information, Warning, Error }
export enum LogLevel { Off, Trace, Debug, Info, Warning, Error }
export enum ProgressLocation { SourceControl = 1, Window = 10, Notification = 15 }
export enum CodeActionTriggerKind { Invoke = 1, Automatic = 2 }
export enum TextDocumentSaveReason { Manual = 1, AfterDelay, FocusOut }
export enum TextDocumentChangeReason { Undo = 1, Redo = 2 }
export enum CompletionItemKind { Text }
export enum CompletionItemTag { Deprecated = 1 }
export enum CompletionTriggerKind { Invoke }
export enum InsertTextMode { asIs = 1, adjustIndentation = 2 }
export enum SymbolKind { File }
export enum SymbolTag { Deprecated = 1 }
export enum FoldingRangeKind { Comment = 1 }
export enum FileType { Unknown, File, Directory }
export enum EndOfLine { LF = 1, CRLF = 2 }

/** Document is an open document of the editor. */
export class Document {
	version = 1;
	isClosed = false;
	isDirty = false;
	isUntitled: boolean;
	constructor(readonly uri: Uri, readonly languageId: string, private text: string) {
		this.isUntitled = uri.scheme === 'untitled';
	}
	get fileName(): string {
		return this.uri.fsPath;
	}
	get lineCount(): number {
		return this.text.split('\n').length;
	}
	getText(range?: Range): string {
		return range === undefined ? this.text : this.text.slice(this.offsetAt(range.start), this.offsetAt(range.end));
	}
	offsetAt(at: Position): number {
		let offset = 0;
		for (let line = 0; line < at.line; line++) {
			offset = this.text.indexOf('\n', offset) + 1;
		}
		return offset + at.character;
	}
	positionAt(offset: number): Position {
		const before = this.text.slice(0, offset).split('\n');
		return new Position(before.length - 1, before.at(-1)!.length);
	}
	/** edit does what typing does: the text changes, and whoever listens is told. */
	edit(start: number, end: number, text: string): void {
		const range = new Range(this.positionAt(start), this.positionAt(end));
		const change = { range, rangeOffset: start, rangeLength: end - start, text };
		this.text = this.text.slice(0, start) + text + this.text.slice(end);
		this.version++;
		changed.fire({ document: this, contentChanges: [change] });
	}
}

const opened = new EventEmitter<Document>();
const closed = new EventEmitter<Document>();
const changed = new EventEmitter<unknown>();
const tabs = new EventEmitter<unknown>();
const configured = new EventEmitter<{ affectsConfiguration(section: string): boolean }>();
const nothing = new EventEmitter<never>().event;
const nobody = () => new Disposable(() => undefined);

/** Editor is what a test looks at and does. */
export const editor = {
	settings: {} as Record<string, unknown>,
	answers: [] as (string | undefined)[], // to questions, in their order
	pages: new Map<string, { provideTextDocumentContent(uri: Uri): string }>(),
	diagnostics: new Map<string, Diagnostic[]>(),
	messages: [] as string[],
	log: [] as string[],
	status: { text: '', severity: 0, name: '', command: undefined as unknown, dispose() {} },
	hover: undefined as { provideHover(d: Document, at: Position, token: unknown): Promise<Hover | undefined> } | undefined,
	actions: undefined as
		{ provideCodeActions(d: Document, r: Range, context: unknown, token: unknown): Promise<CodeAction[] | undefined> } | undefined,
	open(uri: Uri, languageId: string, text: string): Document {
		const d = new Document(uri, languageId, text);
		workspace.textDocuments.push(d);
		opened.fire(d);
		const tab = { input: new TabInputText(uri) };
		window.tabGroups.all[0]!.tabs.push(tab);
		tabs.fire({ opened: [tab], closed: [], changed: [] });
		return d;
	},
	close(d: Document): void {
		workspace.textDocuments.splice(workspace.textDocuments.indexOf(d), 1);
		d.isClosed = true;
		closed.fire(d);
		const open = window.tabGroups.all[0]!.tabs;
		const [tab] = open.splice(open.findIndex((t) => t.input.uri === d.uri), 1);
		tabs.fire({ opened: [], closed: [tab], changed: [] });
	},
	configure(settings: Record<string, unknown>): void {
		editor.settings = settings;
		configured.fire({ affectsConfiguration: () => true });
	},
};

const registered = new Map<string, (...args: never[]) => unknown>();

export const commands = {
	registerCommand(name: string, call: (...args: never[]) => unknown): Disposable {
		if (registered.has(name)) {
			throw new Error(`command '${name}' already exists`);
		}
		registered.set(name, call);
		return new Disposable(() => registered.delete(name));
	},
	async executeCommand(name: string, ...args: never[]): Promise<unknown> {
		const call = registered.get(name);
		if (call === undefined) {
			throw new Error(`command '${name}' not found`);
		}
		return call(...args);
	},
};

const say = (text: string) => {
	editor.messages.push(text);
	return Promise.resolve(undefined);
};
const log = (text: string) => void editor.log.push(text);

export const window = {
	activeTextEditor: undefined,
	visibleTextEditors: [] as unknown[],
	tabGroups: { all: [{ tabs: [] as { input: TabInputText }[] }], onDidChangeTabs: tabs.event, onDidChangeTabGroups: nothing },
	onDidChangeActiveTextEditor: nothing,
	onDidChangeVisibleTextEditors: nothing,
	showErrorMessage: say,
	showWarningMessage: say,
	showInformationMessage: say,
	createOutputChannel: (name: string) => ({
		name, logLevel: LogLevel.Info, onDidChangeLogLevel: nothing, append: log, appendLine: log, replace: log, trace: log, debug: log, info: log,
		warn: log, error: log, clear() {}, show() {}, hide() {}, dispose() {},
	}),
	showInputBox: async () => editor.answers.shift(),
	withProgress: (_: unknown, work: (p: unknown, token: unknown) => unknown) => work({ report() {} }, new CancellationTokenSource().token),
	showTextDocument: async () => undefined,
};

export const workspace = {
	textDocuments: [] as Document[],
	notebookDocuments: [],
	workspaceFolders: undefined as { uri: Uri; name: string; index: number }[] | undefined,
	isTrusted: true,
	onDidOpenTextDocument: opened.event,
	onDidCloseTextDocument: closed.event,
	onDidChangeTextDocument: changed.event,
	onDidSaveTextDocument: nothing,
	onWillSaveTextDocument: nothing,
	onDidChangeWorkspaceFolders: nothing,
	onDidGrantWorkspaceTrust: nothing,
	onDidChangeConfiguration: configured.event,
	onDidOpenNotebookDocument: nothing,
	onDidCloseNotebookDocument: nothing,
	onDidChangeNotebookDocument: nothing,
	onDidSaveNotebookDocument: nothing,
	onDidCreateFiles: nothing,
	onDidDeleteFiles: nothing,
	onDidRenameFiles: nothing,
	onWillCreateFiles: nothing,
	onWillDeleteFiles: nothing,
	onWillRenameFiles: nothing,
	fs: { isWritableFileSystem: () => true },
	getConfiguration(section?: string): Record<string, unknown> {
		const values = section === 'refrain' ? editor.settings : section === undefined ? { refrain: editor.settings } : {};
		return { ...values, get: (name: string, otherwise?: unknown) => (values as Record<string, unknown>)[name] ?? otherwise, has: () => false };
	},
	registerTextDocumentContentProvider(scheme: string, provider: { provideTextDocumentContent(uri: Uri): string }): Disposable {
		editor.pages.set(scheme, provider);
		return new Disposable(() => editor.pages.delete(scheme));
	},
	createFileSystemWatcher: () => ({
		onDidCreate: nothing, onDidChange: nothing, onDidDelete: nothing, dispose() {},
	}),
	async applyEdit(edit: WorkspaceEdit): Promise<boolean> {
		for (const [uri, edits] of edit.entries()) {
			const d = workspace.textDocuments.find((t) => t.uri.toString() === uri.toString());
			for (const e of edits.toReversed()) {
				d?.edit(d.offsetAt(e.range.start), d.offsetAt(e.range.end), e.newText);
			}
		}
		return true;
	},
};

const matches = (selector: { scheme?: string; language?: string }[], d: Document) =>
	[selector].flat().some((s) => (s.scheme ?? d.uri.scheme) === d.uri.scheme && (s.language ?? d.languageId) === d.languageId) ? 10 : 0;

export const languages = {
	match: matches,
	createLanguageStatusItem: () => editor.status,
	createDiagnosticCollection: () => ({
		set: (uri: Uri, d: Diagnostic[] | undefined) => void editor.diagnostics.set(uri.toString(), d ?? []),
		delete: (uri: Uri) => void editor.diagnostics.delete(uri.toString()),
		has: (uri: Uri) => editor.diagnostics.has(uri.toString()),
		clear: () => editor.diagnostics.clear(),
		dispose: () => editor.diagnostics.clear(),
	}),
	registerHoverProvider(_: unknown, provider: NonNullable<typeof editor.hover>): Disposable {
		editor.hover = provider;
		return new Disposable(() => (editor.hover = undefined));
	},
	registerCodeActionsProvider(_: unknown, provider: NonNullable<typeof editor.actions>): Disposable {
		editor.actions = provider;
		return new Disposable(() => (editor.actions = undefined));
	},
	registerCompletionItemProvider: nobody,
	registerCodeLensProvider: nobody,
	registerDocumentSymbolProvider: nobody,
	registerDocumentLinkProvider: nobody,
};

export const env = { language: 'en', appName: 'test', openExternal: async () => true };
export const lm = {};
export const extensions = { all: [], getExtension: () => undefined };
