import type { GatewaySource } from './gateway-source.js';

const addressed = /\bassets\/[\w.-]+\.(?:css|js)\b/g;
const imported = /["'`]\.\/([\w.-]+\.(?:css|js))["'`]/g;

/**
 * Returns the styles and scripts of the public page, and what they load. Their names contain a digest of their content.
 */
export async function pageAssets(source: GatewaySource): Promise<Set<string>> {
  const found = new Set<string>();
  const waiting = [''];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const text = await (await source.require(name)).content.text();
    const beside = [...text.matchAll(imported)].map(([, file]) => `assets/${file}`);
    for (const asset of [...text.matchAll(addressed)].map(([file]) => file).concat(name === '' ? [] : beside)) {
      if (found.has(asset)) continue;
      found.add(asset);
      waiting.push(asset);
    }
  }
  return found;
}
