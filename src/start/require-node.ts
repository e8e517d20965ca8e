/*
 * Imported first by every program: an older Node would fail later with an unclear message. `npm ci` installs the right
 * Node into node_modules, unless it is called with `--ignore-scripts`.
 */
const oldest = 24;

if (Number(process.versions.node.split('.')[0]) < oldest) {
  process.stderr.write(
    `Mianshen needs Node ${oldest} or newer; this is Node ${process.versions.node}.\n` +
      'Install it, or let npm do so: `npm ci` without --ignore-scripts brings the right Node, and `npm start` uses it.\n',
  );
  process.exit(1);
}
