#!/usr/bin/env python3
"""Measures refrain beside other programs on the same invented texts, and prints a table in Markdown.

usage: bench/speed.py REFRAIN [--rounds N] [--vale VALE] [--pdf FOLDER] [--keep FOLDER]

The yardsticks are those that are installed: ripgrep (rg), Vale (or --vale), and for PDF pdftotext over the files in FOLDER. The programs take
turns; each figure is the median of N rounds, in CPU seconds of the process and its children, because wall time says little on a shared machine.
The other programs look for 160 fixed phrases, refrain for its whole lexicon. Made-up texts go to a temporary folder, or to --keep.
"""
import argparse, datetime, itertools, os, pathlib, platform, random, shutil, statistics, subprocess, tempfile

COMMON = """the of and to in a that is for on with as by was be are from at which this not or have an they their were has been it its one all would who
more said when there so if out up what about into than them can only other new some could time these two may then do first any my now such like our over man me
even most made after also did many before must through back years where much your way well down should because each just those people too good very state
world still own see men work long get here between both life being under never day same another know while last might us great old year off come since
against go came right used take three""".split()
RARE = """council decision valley river number report minister public service policy family region border authority procedure application housing
municipality spring market bridge school committee winter evening letter harbour weather question answer window garden carriage captain village mountain
engine evidence railway journey kitchen lawyer manager morning neighbour office paragraph quarter record sentence teacher union visitor""".split()
WAVES = "flood wave tide stream influx surge swarm deluge".split()
PEOPLE = "refugees migrants immigrants foreigners newcomers".split()
LABELS = "illegal irregular unlawful clandestine undocumented so-called bogus economic".split()
PHRASES = [f"{w} of {p}" for w, p in itertools.product(WAVES, PEOPLE)] + [f"{w}s of {p}" for w, p in itertools.product(WAVES, PEOPLE)] + \
    [f"{l} {p}" for l, p in itertools.product(LABELS, PEOPLE)] + [f"{l} {p[:-1]}" for l, p in itertools.product(LABELS, PEOPLE)]


def prose(rng, size, markdown=False):
    """At least size bytes of paragraphs in lines of 72, of which one word in 1,500 begins a phrase."""
    blocks, total = [], 0
    while total < size:
        words = []
        for _ in range(rng.randint(2, 6)):
            sentence = [COMMON[min(rng.randrange(len(COMMON)), rng.randrange(len(COMMON)))] if rng.random() < 0.6 else rng.choice(RARE) for _ in range(rng.randint(8, 24))]
            if rng.random() < 0.012:
                sentence.insert(rng.randrange(len(sentence)), rng.choice(PHRASES))
            sentence[0] = sentence[0].capitalize()
            if rng.random() < 0.5:
                sentence[len(sentence) // 2] += ","
            words += (" ".join(sentence) + ".").split(" ")
        lines, line = [], ""
        for w in words:
            if len(line) + len(w) > 72:
                lines.append(line)
                line = w
            else:
                line = (line + " " + w).strip()
        block = "\n".join(lines + [line])
        if markdown and (kind := rng.randrange(8)) < 4:
            block = [f"## {line.capitalize()}", "- " + block.replace("\n", "\n  "), block.replace(" the ", " *the* ", 1), block + " See [this](https://example.org/a)."][kind]
        blocks.append(block)
        total += len(block) + 2
    return "\n\n".join(blocks) + "\n"


def texts(root):
    rng = random.Random(7)
    for name, ending, files in (("text", ".txt", 200), ("markdown", ".md", 200)):
        (root / name).mkdir(parents=True, exist_ok=True)
        for i in range(files):
            (root / name / f"{i:03}{ending}").write_text(prose(rng, 100_000, ending == ".md"))
    piece = prose(rng, 50_000)
    for times in (1, 10, 100):
        (root / f"{times}.txt").write_text(piece * times)
    (root / "small.txt").write_text("The minister spoke of a flood of refugees on Monday.\nNobody answered.\n")
    (root / "phrases").write_text("\n".join(PHRASES) + "\n")
    styles = root / "vale" / "styles" / "Phrases"
    styles.mkdir(parents=True, exist_ok=True)
    (styles / "All.yml").write_text('extends: existence\nmessage: "%s"\nlevel: warning\nignorecase: true\ntokens:\n' + "".join(f"  - '{p}'\n" for p in PHRASES))
    (root / "vale" / ".vale.ini").write_text("StylesPath = styles\nMinAlertLevel = suggestion\n[*.{md,txt}]\nPhrases.All = YES\n")


def once(argv):
    p = subprocess.Popen([str(a) for a in argv], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(p.pid, 0)
    if os.waitstatus_to_exitcode(status) > 3:
        raise SystemExit(f"{argv[0]} ended with {os.waitstatus_to_exitcode(status)}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def size(path):
    return sum(p.stat().st_size for p in ([path] if path.is_file() else path.rglob("*")) if p.is_file())


def version(argv):
    try:
        out = subprocess.run(argv, capture_output=True, text=True)
        return (out.stdout or out.stderr).strip().splitlines()[0]
    except (OSError, IndexError):
        return "not installed"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("refrain", type=pathlib.Path)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--vale", default=shutil.which("vale"))
    parser.add_argument("--pdf", type=pathlib.Path)
    parser.add_argument("--keep", type=pathlib.Path)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        root = args.keep or pathlib.Path(temporary)
        texts(root)
        refrain = [args.refrain.resolve(), "check", "--fail-on", "never", "--quiet", "--ocr", "off", "--format", "json"]
        rg = [shutil.which("rg"), "-w", "-F", "-i", "-o", "-n", "--no-ignore", "-f", root / "phrases"]
        vale = [args.vale, "--config", root / "vale" / ".vale.ini", "--no-global", "--no-exit", "--output=line"]
        work = [
            ("200 files of plain text", root / "text", {"ripgrep": rg, "Vale": vale}),
            ("one text of 5 MB", root / "100.txt", {"ripgrep": rg, "Vale": vale}),
            ("200 files of Markdown", root / "markdown", {"Vale": vale}),
            ("start: a text of two lines", root / "small.txt", {"Vale": vale}),
            ("the same text, 50 kB", root / "1.txt", {}), ("ten times", root / "10.txt", {}), ("a hundred times", root / "100.txt", {}),
        ]
        if args.pdf:
            loop = ["sh", "-c", 'for f in "$1"/*.pdf; do pdftotext "$f" - || true; done', "sh"] if shutil.which("pdftotext") else [None]
            work.append(("PDF, one worker", args.pdf, {"pdftotext": loop}))
        names = ", ".join(v for _, v in (("ripgrep", version(["rg", "--version"])), ("Vale", version([args.vale or "vale", "--version"])), ("pdftotext", version(["pdftotext", "-v"]))))
        print(f"{datetime.date.today()}, {platform.system()} {platform.machine()}, {os.cpu_count()} processors; {version([str(args.refrain), 'version'])}; {names}; {args.rounds} rounds.\n")
        print("| work | MB | refrain, CPU s | memory, MB | yardstick | its CPU s | refrain is so many times as fast |\n|---|---|---|---|---|---|---|")
        for name, path, others in work:
            tools = {"refrain": refrain + (["--jobs", "1"] if "worker" in name else [])} | {n: argv for n, argv in others.items() if argv[0]}
            got = {n: [] for n in tools}
            for _ in range(args.rounds):
                for n, argv in tools.items():
                    got[n].append(once(argv + [path]))
            cpu = {n: statistics.median(c for c, _ in runs) for n, runs in got.items()}
            row = f"| {name} | {size(path) / 1e6:.2f} | {cpu['refrain']:.3f} | {max(m for _, m in got['refrain']):.0f}"
            for n in [n for n in tools if n != "refrain"] or [None]:
                print(f"{row} | {n} | {cpu[n]:.3f} | {cpu[n] / cpu['refrain']:.2f} |" if n else f"{row} | | | |")
                row = "| | | | "


main()
