export interface SchemaChange {
  level: 'BREAKING' | 'DANGEROUS' | 'SAFE';
  type: string;
  path: string | null;
  message: string;
}
export function changesBetween(before: string, now: string): Promise<SchemaChange[]>;
export function deprecatedIn(sdl: string): { path: string; reason: string }[];
