/**
 * Work on files that may have ended a gateway before: one at a time in each gateway, so that where it dies once more it
 * is known which of them it was.
 */
class Suspects {
  #atWork: string | undefined;

  /** Whether work on a file may begin now, as far as this is concerned. */
  mayBegin({ id, failures }: Tried): boolean {
    return failures === 0 || this.#atWork === undefined || this.#atWork === id;
  }

  begin({ id, failures }: Tried): void {
    if (failures > 0) this.#atWork = id;
  }

  end({ id }: Tried): void {
    if (this.#atWork === id) this.#atWork = undefined;
  }
}

interface Tried {
  id: string;
  /** How many attempts at it failed, or were not heard of again. */
  failures: number;
}

/** Those of policy files and lists together. */
export const suspects = new Suspects();
