export declare const examples: readonly string[];
export declare function serveExamples(options: {
  gateway: string;
  port: number;
}): Promise<{ url: string; stop: () => Promise<void> }>;
