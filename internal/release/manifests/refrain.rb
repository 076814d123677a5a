class Refrain < Formula
  desc "Find words that criminalise, dehumanise or instrumentalise migrants"
  homepage "{{.Homepage}}"
  version "{{.Version}}"
  license "Apache-2.0"

  on_macos do
    on_arm do
      url "{{.Address "darwin/arm64"}}"
      sha256 "{{.Sum "darwin/arm64"}}"
    end
    on_intel do
      url "{{.Address "darwin/amd64"}}"
      sha256 "{{.Sum "darwin/amd64"}}"
    end
  end

  on_linux do
    on_arm do
      url "{{.Address "linux/arm64"}}"
      sha256 "{{.Sum "linux/arm64"}}"
    end
    on_intel do
      url "{{.Address "linux/amd64"}}"
      sha256 "{{.Sum "linux/amd64"}}"
    end
  end

  def install
    bin.install "refrain"
    man1.install Dir["man/*.1"]
    bash_completion.install "completions/refrain.bash" => "refrain"
    zsh_completion.install "completions/_refrain"
    fish_completion.install "completions/refrain.fish"
    doc.install "NOTICE"
  end

  test do
    (testpath/"speech.txt").write "They spoke of a flood of refugees.\n"
    assert_match "flood of refugees", shell_output("#{bin}/refrain check speech.txt", 1)
  end
end
