export interface Person {
  name: string;
  identityNumber: string;
}

/** The population register, which verifies people. */
export interface PersonRegister {
  /**
   * Checks whether this name belongs to this identity number, and the phone number to both where the register checks
   * it.
   */
  confirms: (person: Person, phone: string) => Promise<boolean>;
  /**
   * Only in made-up registers: checks whether a person represents a company that the company register does not know.
   */
  represents?: (person: Person, creditCode: string) => Promise<boolean>;
}

/** How people are verified: by a register, or by PLATFORM from scanned papers; undefined where they are not. */
export type Verification = PersonRegister | 'manual' | undefined;

declare module '../../access/shared-services.js' {
  interface OutsideServices {
    people?: Verification;
  }
}

/** The made-up people in the embedded register (docs/access.md); it confirms nobody else. */
export const testPeople = {
  /** Legal representative of every enterprise. */
  representative: { name: '张三', identityNumber: '11010519491231002X' },
  /** An agent, who represents no enterprise. */
  agent: { name: '李四', identityNumber: '350102199003070012' },
  otherAgent: { name: '王五', identityNumber: '350102198505120038' },
} satisfies Record<string, Person>;

/** For development and tests: knows only the test people. Refused in production. */
export const embeddedRegister: PersonRegister = {
  confirms: async (person) => Object.values(testPeople).some((known) => isSame(known, person)),
  represents: async (person) => isSame(testPeople.representative, person),
};

function isSame(one: Person, other: Person): boolean {
  return one.name === other.name && one.identityNumber === other.identityNumber;
}
