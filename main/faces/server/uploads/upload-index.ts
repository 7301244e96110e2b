import type { UploadRecord, UploadRequest } from './upload-record.ts'

/** What uploads there are, by their id, their place and their content. */
export class UploadIndex {
  readonly #byId = new Map<string, UploadRecord>()
  readonly #byDrop = new Map<string, Set<UploadRecord>>()
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

  /** Their names. */
  drops(): string[] {
    return [...this.#byDrop.keys()]
  }

  /** As they are now, however they change meanwhile. */
  inDrop(drop: string): UploadRecord[] {
    return [...(this.#byDrop.get(drop) ?? [])]
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
    this.#setOf(record.drop).add(record)
    this.#byPlace.set(placeOf(record), record)
    if (record.key !== '') this.#byContent.set(contentOf(record), record)
    this.#promisedBytes += record.sizeBytes
  }

  remove(record: UploadRecord): void {
    if (!this.#byId.delete(record.id)) return
    const drop = this.#setOf(record.drop)
    drop.delete(record)
    if (drop.size === 0) this.#byDrop.delete(record.drop)
    this.#byPlace.delete(placeOf(record))
    if (this.#byContent.get(contentOf(record)) === record) this.#byContent.delete(contentOf(record))
    this.#promisedBytes -= record.sizeBytes
  }

  #setOf(drop: string): Set<UploadRecord> {
    const records = this.#byDrop.get(drop) ?? new Set()
    this.#byDrop.set(drop, records)
    return records
  }
}

const placeOf = ({ drop, path }: Pick<UploadRecord, 'drop' | 'path'>): string => `${drop}/${path}`

const contentOf = ({ sizeBytes, key }: Pick<UploadRequest, 'sizeBytes' | 'key'>): string => `${sizeBytes} ${key}`
