import { defineModule } from '../module.js';
import { ReceivedUpload } from './received-upload.js';
import { Upload, UploadChunk } from './upload.js';

export const uploadModule = defineModule({ name: 'upload', entities: [ReceivedUpload, Upload, UploadChunk] });
