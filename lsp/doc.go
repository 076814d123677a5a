// Package lsp is an editor server: it checks the documents that are open in an editor while they are
// written, and all documents of a workspace when it is asked to. It speaks the Language Server
// Protocol 3.17.
//
//	code := lsp.New(options).Serve(ctx, os.Stdin, os.Stdout)
//
// The server opens no socket. It writes no file but the list of waivers and the baseline, each on a
// command of the user's; everything else that changes a document is an edit that the editor makes.
//
// What holds for a document is what holds for refrain check in its workspace folder: the
// configuration there or above it in its repository, own lexicons, waivers, the baseline. For a
// document outside of all workspace folders it is what holds in its own folder. Files that change are
// read again.
//
// # Settings
//
// They are fields of initializationOptions, or of the section "refrain" of the editor's settings:
//
//	advisory        true also looks for advisory entries
//	count           statuses whose findings count, such as ["used", "quoted"]
//	lang            language of the documents, such as "en"; by default found out
//	reportLanguage  language of messages, such as "de"; by default that of each document
//	lexicon         folders of own lexicons
//	known           "hint" shows findings that are waived or in the baseline as hints; "hide" (default)
//	uncounted       "hint" shows findings that do not count, such as quotations; "hide" (default)
//	gaps            "information" (default) shows what could not be read at the top; "hide"
//	run             "onType" (default) or "onSave"
//	workspace       "all" (default) or "open": which documents workspace diagnostics are of
//	maxFiles        files that they are of at most; 5000 by default
//	waiver.by       who waives, for waivers that the server writes
//	waiver.days     days after which they end; 0 (default) for no end
//
// The first five yield to what the configuration of the workspace says.
//
// # Commands
//
// They are those of workspace/executeCommand. Each takes one object; code actions and code lenses bring
// it along. A client may add to it.
//
//	refrain.waive          lets a finding stand: uri, key, index, where ("document" or "file"); reason, by
//	                       and until may be added. Without a reason the user is asked for one.
//	refrain.addToBaseline  adds a finding to the baseline: uri, key, index
//	refrain.explain        returns title and markdown of a finding: uri, key, index; with quiet nothing is
//	                       shown beside
//	refrain.runExamples    runs the examples of the entry in a file of a lexicon: uri; quiet likewise.
//	                       Returns entry, examples and failures.
//	refrain.reload         reads configuration, records and lexicons again
//
// # What costs what
//
// The whole document is checked again after each change: that takes 7 to 15 ms of processor time for
// 200 kB of ordinary text, and 45 to 55 ms for a text with a finding in every other sentence
// (BenchmarkKeystroke). Nothing is reused but the tags of sentences, which depend on their words alone,
// so what is shown is always what a fresh check finds.
package lsp
