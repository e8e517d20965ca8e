export interface Person {
  name: string;
  identityNumber: string;
}

/** The register that is asked about people: the population register. */
export interface PersonRegister {
  /** Whether this name belongs to this identity number, and the phone number to both where the register checks it. */
  confirms: (person: Person, phone: string) => Promise<boolean>;
  /** Made-up registers only: whether somebody represents a company that the company register does not know. */
  represents?: (person: Person, creditCode: string) => Promise<boolean>;
}

/** How people are verified: by a register, or by PLATFORM from scanned papers; undefined where nobody is. */
export type Verification = PersonRegister | 'manual' | undefined;

declare module '../../access/shared-services.js' {
  interface OutsideServices {
    people?: Verification;
  }
}

/** Made-up people whom the embedded register knows; docs/access.md names them. Nobody else is confirmed. */
export const testPeople = {
  /** Legal representative of every enterprise. */
  representative: { name: '张三', identityNumber: '11010519491231002X' },
  /** Agents; they represent none. */
  agent: { name: '李四', identityNumber: '350102199003070012' },
  otherAgent: { name: '王五', identityNumber: '350102198505120038' },
} satisfies Record<string, Person>;

/** For development and tests: knows the test people and nobody else. Refused in production. */
export const embeddedRegister: PersonRegister = {
  confirms: async (person) => Object.values(testPeople).some((known) => isSame(known, person)),
  represents: async (person) => isSame(testPeople.representative, person),
};

function isSame(one: Person, other: Person): boolean {
  return one.name === other.name && one.identityNumber === other.identityNumber;
}
