import { defineModule } from '../module.js';
import { Upload, UploadChunk } from './upload.js';

export const uploadModule = defineModule({ name: 'upload', entities: [Upload, UploadChunk] });
