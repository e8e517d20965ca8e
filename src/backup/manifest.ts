import { z } from 'zod';

export const manifestName = 'manifest.json';

/** The contents of a backup. It is written last, so a backup without it is incomplete. */
export const ManifestShape = z.object({
  at: z.iso.datetime(),
  postgresql: z.string(),
  files: z.array(z.object({ path: z.string(), size: z.number(), sha256: z.string() })),
});

export type Manifest = z.infer<typeof ManifestShape>;
