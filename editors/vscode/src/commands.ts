// What the editor does better than the server could through it: asking for a reason, and showing a page.

import * as vscode from 'vscode';

/** Subject is the argument of a command of the server: a finding, and of a waiver its reason. */
interface Subject {
	reason?: string;
}

/** reasonFor asks why a finding may stay. It is undefined when the user leaves the question. */
export async function reasonFor(about: Subject): Promise<Subject | undefined> {
	if (about.reason) {
		return about;
	}
	const reason = await vscode.window.showInputBox({
		title: 'Why may these words stand here?',
		prompt: 'The reason is written into the waiver, for whoever reads it later.',
		placeHolder: 'title of the 1996 act',
		ignoreFocusOut: true,
		validateInput: (text) => (text.trim() === '' ? 'A waiver needs a reason.' : undefined),
	});
	return reason === undefined ? undefined : { ...about, reason: reason.trim() };
}

const scheme = 'refrain-explanation';

/** Explanations shows what the server explains as a page beside the document. */
export class Explanations implements vscode.TextDocumentContentProvider {
	private readonly pages = new Map<string, string>();
	private readonly changed = new vscode.EventEmitter<vscode.Uri>();
	readonly onDidChange = this.changed.event;
	private readonly registered = vscode.workspace.registerTextDocumentContentProvider(scheme, this);

	provideTextDocumentContent(uri: vscode.Uri): string {
		return this.pages.get(uri.path) ?? '';
	}

	/** show shows the result of the server's command; a page of the same entry takes the place of the last. */
	async show(result: { title: string; markdown: string } | undefined): Promise<void> {
		if (result) {
			const uri = vscode.Uri.parse(`${scheme}:/${encodeURIComponent(result.title)}.md`);
			this.pages.set(uri.path, result.markdown);
			this.changed.fire(uri);
			await vscode.commands.executeCommand('markdown.showPreviewToSide', uri);
		}
	}

	dispose(): void {
		this.registered.dispose();
		this.changed.dispose();
	}
}
