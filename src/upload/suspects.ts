/**
 * Work on files during which a gateway died before: one at a time in each gateway, so that where it dies once more it is
 * known which of them it was. The one with the fewest deaths comes first: a sound file does not wait for one that is not.
 */
class Suspects {
  #atWork: string | undefined;

  /** Those of the files that wait which may begin now, as far as this is concerned. */
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
  /** During how many attempts at it a gateway died. */
  deaths: number;
}

function isSuspect({ deaths }: Tried): boolean {
  return deaths > 0;
}

/** Those of policy files and lists together. */
export const suspects = new Suspects();
