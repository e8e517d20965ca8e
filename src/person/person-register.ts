export interface Person {
  name: string;
  identityNumber: string;
}

/** The registers that are asked about people: the population register, and the companies’ for who represents one. */
export interface PersonRegister {
  /** Whether this name belongs to this identity number. */
  confirms: (person: Person) => Promise<boolean>;
  /** Whether this person is the legal representative of the enterprise with this credit code. */
  represents: (person: Person, creditCode: string) => Promise<boolean>;
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
