/** Where the server keeps what is too big for a message. See docs/guide/server.md. */
export interface Addresses {
  /** A picture at most `sizePx` wide and high of an original, or of the result with this index. */
  picture(of: { batch: string; seq: number; part: 'original' | number; version: string }, sizePx: number): string
  /** A picture of a file in a granted folder, before it is part of a batch. No address has bytes that are not Unicode: of such a name there is no picture. */
  file(path: string, sizePx: number): string
  /** A picture of a preview, by the name its answer gives. */
  preview(picture: string): string
  result(of: { batch: string; seq: number; part: number }): string
  original(of: { batch: string; seq: number }): string
  /** All results as one zip, or those of the jobs named as `0-9,12`. */
  zip(batch: string, seqs: string): string
  report(batch: string, format: 'csv' | 'jsonl'): string
}

export const serverAddresses: Addresses = {
  picture: ({ batch, seq, part, version }, sizePx) =>
    `/api/thumb/${encodeURIComponent(batch)}/${seq}/${part}?size=${sizePx}&v=${encodeURIComponent(version)}`,
  file: (path, sizePx) => `/api/thumb?path=${encodeURIComponent(path.toWellFormed())}&size=${sizePx}`,
  preview: (picture) => `/api/preview/${encodeURIComponent(picture)}`,
  result: ({ batch, seq, part }) => `/api/batches/${encodeURIComponent(batch)}/results/${seq}/${part}`,
  original: ({ batch, seq }) => `/api/batches/${encodeURIComponent(batch)}/originals/${seq}`,
  zip: (batch, seqs) =>
    `/api/batches/${encodeURIComponent(batch)}/results.zip${seqs === '' ? '' : `?seqs=${encodeURIComponent(seqs)}`}`,
  report: (batch, format) => `/api/batches/${encodeURIComponent(batch)}/report.${format}`,
}
