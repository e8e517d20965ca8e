import { z } from 'zod';

export const manifestName = 'manifest.json';

/** What a backup consists of; written last, so that a backup without it is incomplete. */
export const ManifestShape = z.object({
  at: z.iso.datetime(),
  postgresql: z.string(),
  files: z.array(z.object({ path: z.string(), size: z.number(), sha256: z.string() })),
});

export type Manifest = z.infer<typeof ManifestShape>;
