/** The identifiers of languages whose documents the server reads. `contributes` and `activationEvents` in package.json name them too. */
export const languages = [
	'plaintext', 'markdown', 'mdx', 'quarto', 'html', 'xml', 'restructuredtext', 'asciidoc', 'org', 'latex', 'tex', 'git-commit', 'yaml', 'json',
	'csv',
];
