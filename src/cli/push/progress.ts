const width = 30;
const quietInterval = 30_000;

/** Shows the progress: a bar on a terminal, an occasional line in a log, nothing with `--json`. */
export class Progress {
  readonly #to: NodeJS.WriteStream | undefined;
  #lastLine = Date.now();
  #drawn = false;

  constructor(quiet: boolean) {
    this.#to = quiet ? undefined : process.stderr;
  }

  show(what: string, share: number, detail: string): void {
    if (!this.#to) return;
    const percent = `${Math.floor(Math.min(1, share) * 100)}`.padStart(3);
    if (this.#to.isTTY) {
      const filled = Math.round(Math.min(1, share) * width);
      const bar = '█'.repeat(filled) + '░'.repeat(width - filled);
      this.#to.write(`\r\u001B[K${bar} ${percent} % ${what}  ${detail}`);
      this.#drawn = true;
    } else if (Date.now() - this.#lastLine >= quietInterval) {
      this.#lastLine = Date.now();
      this.#to.write(`${percent.trim()} % ${what}: ${detail}\n`);
    }
  }

  /** Prints a line that is not overwritten by the bar. */
  note(line: string): void {
    this.clear();
    this.#to?.write(`${line}\n`);
  }

  clear(): void {
    if (this.#drawn) this.#to?.write('\r\u001B[K');
    this.#drawn = false;
  }
}
