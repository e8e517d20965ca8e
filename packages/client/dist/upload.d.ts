import type { Gateway } from './gateway.js';
export interface UploadOptions {
    /** Called with the part of the file that has been sent, 0 to 1. */
    onProgress?: (share: number) => void;
    signal?: AbortSignal;
}
/**
 * Sends a file to an upload route, for example `/upload/policies?programme=FJ-2025`, and returns its JSON answer. Browsers
 * report the progress of a request only through XMLHttpRequest; elsewhere progress is reported at the end.
 */
export declare function upload<Answer>(gateway: Gateway, path: string, file: Blob, { onProgress, signal }?: UploadOptions): Promise<Answer>;
