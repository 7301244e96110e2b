import type { UploadRecord, UploadRequest } from './upload-record.ts'

/** What uploads there are, by their id, their place and their content. */
export class UploadIndex {
  readonly #byId = new Map<string, UploadRecord>()
  readonly #byPlace = new Map<string, UploadRecord>()
  readonly #byContent = new Map<string, UploadRecord>()
  #promisedBytes = 0

  get count(): number {
    return this.#byId.size
  }

  /** Of everything that is here or announced. */
  get promisedBytes(): number {
    return this.#promisedBytes
  }

  /** By drop, a copy that may be changed meanwhile. */
  drops(): Map<string, UploadRecord[]> {
    return Map.groupBy(this.#byId.values(), ({ drop }) => drop)
  }

  get(id: string): UploadRecord | undefined {
    return this.#byId.get(id)
  }

  at(place: Pick<UploadRecord, 'drop' | 'path'>): UploadRecord | undefined {
    return this.#byPlace.get(placeOf(place))
  }

  /** One with the same content, if the face can tell. */
  like(request: UploadRequest): UploadRecord | undefined {
    return request.key === '' ? undefined : this.#byContent.get(contentOf(request))
  }

  add(record: UploadRecord): void {
    this.#byId.set(record.id, record)
    this.#byPlace.set(placeOf(record), record)
    if (record.key !== '') this.#byContent.set(contentOf(record), record)
    this.#promisedBytes += record.sizeBytes
  }

  remove(record: UploadRecord): void {
    if (!this.#byId.delete(record.id)) return
    this.#byPlace.delete(placeOf(record))
    if (this.#byContent.get(contentOf(record)) === record) this.#byContent.delete(contentOf(record))
    this.#promisedBytes -= record.sizeBytes
  }
}

const placeOf = ({ drop, path }: Pick<UploadRecord, 'drop' | 'path'>): string => `${drop}/${path}`

const contentOf = ({ sizeBytes, key }: Pick<UploadRequest, 'sizeBytes' | 'key'>): string => `${sizeBytes} ${key}`
