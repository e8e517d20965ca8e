import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as core from 'kubernetes-models/v1';
import * as apps from 'kubernetes-models/apps/v1';
import * as batch from 'kubernetes-models/batch/v1';
import * as policy from 'kubernetes-models/policy/v1';
import { parse, parseAllDocuments } from 'yaml';

/**
 * `npm run check-deploy`: the files of deploy/ against what reads them. Kubernetes' own schemas come from npm; `docker-compose`,
 * `systemd-analyze` and `promtool` are asked where they are installed.
 */
const faults = [];
const said = [];
const models = { v1: core, 'apps/v1': apps, 'batch/v1': batch, 'policy/v1': policy };

const read = (file) => fs.readFileSync(file, 'utf8');
const expect = (holds, fault) => {
  if (!holds) faults.push(fault);
};

/** Whether a program accepts something; where it is not installed, that is said. */
function ask(program, args, options = {}) {
  try {
    execFileSync(program, args, { stdio: 'pipe', encoding: 'utf8', ...options });
    said.push(`${program} ${args[0]}: accepted`);
  } catch (error) {
    if (error.code === 'ENOENT') said.push(`${program} is not installed: not asked`);
    else faults.push(`${program} ${args.join(' ')}: ${error.stdout}${error.stderr}`);
  }
}

function checkKubernetes() {
  for (const file of fs.readdirSync('deploy/kubernetes')) {
    for (const document of parseAllDocuments(read(`deploy/kubernetes/${file}`))) {
      const object = document.toJS();
      const Model = models[object.apiVersion]?.[object.kind];
      expect(Model, `${file}: ${object.apiVersion} has no ${object.kind}`);
      try {
        if (Model) new Model(object).validate();
        said.push(`${file}: ${object.kind} is as its schema says`);
      } catch (error) {
        faults.push(`${file}: ${object.kind}: ${error.message}`);
      }
      if (object.kind === 'Deployment' || object.kind === 'Job') checkPod(file, object.spec.template.spec);
    }
  }
}

/** Whatever writes has to have a volume: the root is read-only. */
function checkPod(file, { containers, volumes, securityContext }) {
  expect(securityContext.runAsNonRoot, `${file}: it may run as root`);
  for (const { securityContext: own, volumeMounts } of containers) {
    expect(own.readOnlyRootFilesystem && !own.allowPrivilegeEscalation, `${file}: its root can be written`);
    const mounted = new Set(volumes.map(({ name }) => name));
    for (const { name } of volumeMounts) expect(mounted.has(name), `${file}: there is no volume ${name}`);
  }
}

/** Each of them waits longer for a gateway than the gateway for its requests. */
function checkPatience() {
  const longest = 60 + 5;
  const compose = parse(read('deploy/compose.yaml')).services.gateway.stop_grace_period;
  const unit = /TimeoutStopSec=(\d+)/.exec(read('deploy/mianshen.service'))[1];
  const pod = parseAllDocuments(read('deploy/kubernetes/gateway.yaml'))[0].toJS().spec.template.spec;
  for (const [where, seconds] of Object.entries({ compose, unit, pod: pod.terminationGracePeriodSeconds })) {
    expect(parseInt(seconds, 10) > longest, `${where}: it is killed after ${seconds}, and may need ${longest} s`);
  }
}

/** What compose mounts is there, and what the image copies, too. */
function checkPaths() {
  for (const [name, { volumes = [] }] of Object.entries(parse(read('deploy/compose.yaml')).services)) {
    for (const [place] of volumes.map((volume) => volume.split(':')).filter(([from]) => from.startsWith('./'))) {
      expect(fs.existsSync(path.join('deploy', place)), `compose.yaml, ${name}: there is no ${place}`);
    }
  }
  const { files } = JSON.parse(read('package.json'));
  for (const name of files.filter((one) => !one.endsWith('.md'))) {
    expect(
      read('deploy/Dockerfile').includes(`/app/${name} `),
      `Dockerfile: ${name} of the package is not in the image`,
    );
  }
}

/** The settings of the example are settings that there are. */
function checkSettings() {
  const known = new Set(
    [...read('src/config/environment.ts').matchAll(/^ {2}([A-Z][A-Z0-9_]+): /gm)].map(([, name]) => name),
  );
  for (const [, name] of read('deploy/settings.example').matchAll(/^#?([A-Z][A-Z0-9_]+)=/gm)) {
    expect(known.has(name), `settings.example: there is no setting ${name}`);
  }
}

function askPrograms() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'check-deploy-'));
  try {
    // The settings are beside compose.yaml, which nobody has filled in here.
    fs.cpSync('deploy', folder, { recursive: true });
    fs.copyFileSync('deploy/settings.example', path.join(folder, 'settings.env'));
    const env = { ...process.env, DATABASE_PASSWORD: 'x' };
    ask('docker-compose', ['--file', path.join(folder, 'compose.yaml'), 'config', '--quiet'], { env });
    const unit = path.join(folder, 'mianshen.service');
    // What it starts is not installed here; something that is installed replaces it.
    fs.writeFileSync(
      unit,
      read('deploy/mianshen.service').replace(/\/opt\/mianshen\/\S+node /, `${process.execPath} `),
    );
    ask('systemd-analyze', ['verify', unit]);
    ask('promtool', ['check', 'config', 'deploy/prometheus/prometheus.yaml']);
    ask('promtool', ['test', 'rules', 'deploy/prometheus/alerts.test.yaml']);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

checkKubernetes();
checkPatience();
checkPaths();
checkSettings();
askPrograms();
for (const line of said) console.log(`✓ ${line}`);
for (const fault of faults) console.log(`✗ ${fault}`);
process.exitCode = faults.length === 0 ? 0 : 1;
