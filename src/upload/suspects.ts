/**
 * Lets a gateway process only one at a time of the files during which a gateway died before, so that another death
 * shows which of them caused it. The one with the fewest deaths comes first, so that a sound file does not wait for a
 * harmful one.
 */
class Suspects {
  #atWork: string | undefined;

  /** Returns the waiting files that may begin by this rule. */
  mayBegin<File extends Tried>(waiting: readonly File[]): File[] {
    const [next] = waiting.filter(isSuspect).toSorted((one, other) => one.deaths - other.deaths);
    return waiting.filter((file) => !isSuspect(file) || (file === next && this.#atWork === undefined));
  }

  begin(file: Tried): void {
    if (isSuspect(file)) this.#atWork = file.id;
  }

  end({ id }: Tried): void {
    if (this.#atWork === id) this.#atWork = undefined;
  }
}

interface Tried {
  id: string;
  /** The number of attempts during which a gateway died. */
  deaths: number;
}

function isSuspect({ deaths }: Tried): boolean {
  return deaths > 0;
}

/** One instance for policy files and lists together. */
export const suspects = new Suspects();
