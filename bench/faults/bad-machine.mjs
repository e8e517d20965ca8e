import dns from 'node:dns';
import fs from 'node:fs';

/*
 * Loaded before a gateway (`node --import`): the clock of its machine jumps, or no name is resolved, as the file in
 * BAD_MACHINE says: `{ "clock": <milliseconds>, "names": false, "hosts": { "<name>": "<IPv4>" } }`.
 */
let says = {};
const read = () => {
  try {
    says = JSON.parse(fs.readFileSync(process.env.BAD_MACHINE, 'utf8'));
  } catch {
    says = {};
  }
};
read();
setInterval(read, 50).unref();

const Real = Date;
globalThis.Date = class extends Real {
  constructor(...given) {
    super(...(given.length === 0 ? [globalThis.Date.now()] : given));
  }

  static now() {
    return Real.now() + (says.clock ?? 0);
  }
};

const { lookup } = dns;
dns.lookup = (name, ...rest) => {
  const known = says.hosts?.[name];
  if (says.names !== false && known) {
    const found = rest[0]?.all ? [[{ address: known, family: 4 }]] : [known, 4];
    return process.nextTick(rest.at(-1), null, ...found);
  }
  if (says.names !== false) return lookup(name, ...rest);
  const error = Object.assign(new Error(`getaddrinfo EAI_AGAIN ${name}`), {
    code: 'EAI_AGAIN',
    syscall: 'getaddrinfo',
  });
  process.nextTick(rest.at(-1), error);
};
