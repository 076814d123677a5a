package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"refrain/check"
	"refrain/internal/cache"
	"refrain/internal/remedy"
	"refrain/lexicon"
	"refrain/serve"
)

// serveFlags are what the user asked of the page.
type serveFlags struct {
	check   checkFlags // for what a configuration sets
	listen  string
	hosts   []string
	token   string
	browser bool
}

// closedFor is how long all pages have to be closed before a program ends that was started from a
// file manager, where nobody sees that it runs.
const closedFor = time.Minute

func (a *app) serve() *cobra.Command {
	var f serveFlags
	c := &cobra.Command{
		Use:   "serve",
		Short: "Open a page in the browser: drop documents, read the report",
		Long: `Serve opens a page in the browser that takes documents or a pasted text, shows the report, and offers all other kinds of it as downloads. It
listens on this machine alone, and nothing leaves it. Documents are held in memory until the program ends. Ctrl+C ends it.

To serve other machines, name an address with --listen, and a file with a secret of at least 32 characters with --token-file; the page is then at
http://ADDRESS/#SECRET. Put it behind a proxy that encrypts.`,
		Example: "  refrain serve\n  refrain serve --lexicon our-terms/ --no-browser",
		Args:    noArguments,
		RunE:    func(c *cobra.Command, _ []string) error { return a.runServe(c, &f) },
	}
	f.check.in.add(c)
	f.check.lexicon.add(c)
	f.check.records.config.add(c)
	flags := c.Flags()
	f.check.addReportLang(c)
	flags.BoolVar(&f.check.advisory, "advisory", false, "also look for advisory entries unless the page says otherwise")
	flags.StringSliceVar(
		&f.check.count,
		"count",
		[]string{lexicon.Used.String()},
		"how words must be used to be in the totals, unless the page says otherwise",
	)
	flags.StringVar(&f.listen, "listen", "127.0.0.1:0", "address and port; port 0 takes a free one")
	flags.StringArrayVar(
		&f.hosts,
		"host",
		nil,
		"name under which other machines reach this one, with the port; may be given again",
	)
	flags.StringVar(
		&f.token,
		"token-file",
		"",
		"file with the secret of the page's address (default a new one at each start)",
	)
	flags.BoolVar(&f.browser, "browser", true, "open the page in the browser; --browser=false only prints its address")
	flags.StringVar(
		&f.check.speaker,
		"speaker",
		"",
		"speaker of a transcript whose words alone are in the totals, unless the page says otherwise",
	)
	c.MarkFlagFilename("token-file")
	return c
}

func (a *app) runServe(c *cobra.Command, f *serveFlags) error {
	ctx, stop := interruptible(c.Context())
	defer stop()
	options, err := a.serveOptions(c, f)
	if err != nil {
		return err
	}
	listener, err := f.listener(options.Token != "")
	if err != nil {
		return err
	}
	defer listener.Close()
	options.Hosts = hostsOf(listener.Addr().(*net.TCPAddr), f.hosts)
	if options.Token == "" {
		options.Token = serve.NewToken()
	}
	s := serve.New(options)
	defer s.Close()
	address := "http://" + options.Hosts[0] + "/"
	if err := a.print("refrain shows its page at %s#%s\nCtrl+C ends it.\n", address, options.Token); err != nil {
		return err
	}
	if f.browser {
		if err := openBrowser(address + "#" + s.Ticket()); err != nil {
			a.note("no browser could be opened; open the address yourself")
		}
	}
	var closed <-chan struct{}
	if a.alone {
		closed = s.Closed(ctx, closedFor)
	}
	return answer(ctx, listener, s.Handler(), closed)
}

// serveOptions are what the flags, the configuration and the lexicons say.
func (a *app) serveOptions(c *cobra.Command, f *serveFlags) (serve.Options, error) {
	var o serve.Options
	settings, err := f.check.records.config.load()
	if err != nil {
		return o, err
	}
	settings.flags(c, &f.check)
	settings.limit(&f.check.in.options.Limits) // What is wrong with them has been said when they were loaded.
	if _, err := f.check.policy(); err != nil {
		return o, err
	}
	whole, err := f.check.lexicon.load()
	if err != nil {
		return o, err
	}
	if err := knownLanguage(whole, f.check.in.options.Lang); err != nil {
		return o, err
	}
	o.Lexicons = []serve.Lexicon{{Name: "built-in", Lexicon: whole}}
	if own := f.check.lexicon.own; len(own) > 0 {
		builtin, err := (&lexiconFlags{}).load()
		if err != nil {
			return o, err
		}
		o.Lexicons = []serve.Lexicon{
			{Name: "built-in with " + strings.Join(own, ", "), Lexicon: whole, Own: own},
			{Name: "built-in", Lexicon: builtin},
		}
	}
	if err := knownReportLang(f.check.reportLang); err != nil {
		return o, err
	}
	o.Reader, o.Version, o.From, o.Cache = f.check.in.settings(), toolVersion(), settings.file, cache.User("languages")
	r := check.NewReader(o.Reader, nil)
	defer r.Close()
	if err := ocrReady(r); err != nil {
		return o, err
	}
	o.Defaults = serve.Settings{
		Lang: o.Reader.Lang, Report: f.check.reportLang, Advisory: f.check.advisory,
		AllText: o.Reader.AllText, Count: f.check.count, Speaker: f.check.speaker,
	}
	if o.Letterhead, err = settings.letterhead([]string{"brief"}); err != nil {
		return o, err
	}
	if o.Amendments, err = settings.papers(""); err != nil {
		return o, err
	}
	if f.token != "" {
		o.Token, err = readToken(f.token)
	}
	return o, err
}

// readToken reads the secret of a page's address.
func readToken(name string) (string, error) {
	const least, most = 32, 4096
	info, err := os.Stat(name)
	if err == nil && info.Size() > most {
		err = fmt.Errorf("longer than %d bytes", most)
	}
	if err != nil {
		return "", fmt.Errorf("--token-file %s: %w", name, remedy.Reason(err))
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return "", fmt.Errorf("--token-file %s: %w", name, remedy.Reason(err))
	}
	token := strings.TrimSpace(string(data))
	if len(token) < least || strings.ContainsFunc(token, func(r rune) bool { return r <= ' ' || r > '~' || r == '#' }) {
		err := fmt.Errorf("--token-file %s: expected at least %d letters and digits in one line", name, least)
		return "", hinted(err, "openssl rand -hex 32 > "+filepath.Base(name)+" makes one")
	}
	return token, nil
}

// listener listens where the flags say. Other machines are let in only with a secret that the user
// keeps.
func (f *serveFlags) listener(secret bool) (net.Listener, error) {
	host, _, err := net.SplitHostPort(f.listen)
	if err != nil {
		return nil, hinted(fmt.Errorf("--listen %s: expected an address and a port", f.listen), "such as 127.0.0.1:8080")
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) && !secret {
		err := fmt.Errorf("--listen %s: other machines could reach it", f.listen)
		return nil, hinted(err, "name a file with a secret by --token-file, or listen on 127.0.0.1")
	}
	listener, err := net.Listen("tcp", f.listen)
	if err != nil {
		return nil, hinted(
			fmt.Errorf("--listen %s: %w", f.listen, remedy.Reason(err)),
			"choose another port, or 0 for a free one",
		)
	}
	return listener, nil
}

// hostsOf are the names that a request may give the page, the one to print first.
func hostsOf(at *net.TCPAddr, named []string) []string {
	port := fmt.Sprint(at.Port)
	hosts := append([]string{}, named...)
	for i := range hosts {
		hosts[i] = strings.ToLower(hosts[i])
	}
	if !at.IP.IsUnspecified() {
		hosts = append(hosts, at.AddrPort().String())
	}
	if at.IP.IsLoopback() || at.IP.IsUnspecified() {
		hosts = append(hosts, net.JoinHostPort("localhost", port), net.JoinHostPort("127.0.0.1", port))
	}
	return hosts
}

// answer answers requests until ctx ends or closed is closed.
func answer(ctx context.Context, listener net.Listener, handler http.Handler, closed <-chan struct{}) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	server := &http.Server{
		Handler: handler, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 32 << 10,
		BaseContext: func(net.Listener) context.Context { return ctx },
	}
	go func() {
		select {
		case <-ctx.Done():
		case <-closed:
		}
		cancel() // What is being answered ends.
		late, stop := context.WithTimeout(context.Background(), time.Second)
		defer stop()
		if server.Shutdown(late) != nil {
			server.Close()
		}
	}()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("the page cannot be served any more: %w", remedy.Reason(err))
	}
	return nil
}

// openBrowser opens an address in the user's browser, and does not wait for it.
func openBrowser(address string) error {
	command := []string{"xdg-open"}
	switch runtime.GOOS {
	case "darwin":
		command = []string{"open"}
	case "windows":
		command = []string{"rundll32", "url.dll,FileProtocolHandler"}
	}
	c := exec.Command(command[0], append(command[1:], address)...)
	if err := c.Start(); err != nil {
		return err
	}
	go c.Wait()
	return nil
}
