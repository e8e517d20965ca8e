import type { ExecutionResult } from 'graphql';

/** An answer that PostgreSQL wrote as text, which is parsed only if somebody needs its values. */
export class WrittenResult implements ExecutionResult {
  readonly text: string;
  readonly errors = undefined;

  constructor(data: string) {
    this.text = `{"data":${data}}`;
  }

  get data(): Record<string, unknown> {
    return (JSON.parse(this.text) as { data: Record<string, unknown> }).data;
  }

  toJSON(): { data: Record<string, unknown> } {
    return { data: this.data };
  }
}
