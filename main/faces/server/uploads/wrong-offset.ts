import type { Upload } from './upload-record.ts'

/** The upload does not go on where the sender thought. */
export class WrongOffset extends Error {
  readonly upload: Upload

  constructor(upload: Upload) {
    super('The upload goes on elsewhere.')
    this.upload = upload
  }
}
