import type { JobDetail, JobRow } from '../../contract/row-commands.ts'
import type { OutputRecord } from '../../contract/job.ts'

const blank = { stage: '', fraction: 0, reused: false, fault: null }

const result = (path: string, bytes: number): OutputRecord => ({ path, bytes, sha256: '' })

/** Three folders of scans, each gathered into one PDF. */
export const gathered: readonly JobRow[] = [
  ...group('Agenda and notices', 22, 0),
  ...group('Berths', 31, 22),
  ...group('Harbour committee', 6, 53),
]

function group(name: string, members: number, leader: number): JobRow[] {
  return Array.from({ length: members }, (_, nth) => ({
    ...blank,
    seq: leader + nth,
    path: `/srv/scans/${name}/${String(nth + 1).padStart(2, '0')} ${['Minutes', 'Letter', 'Map', 'Report'][nth % 4]}.pdf`,
    sizeBytes: 2_000_000 + ((nth * 7919) % 900_000),
    state: 'done',
    outputs: [result(`/srv/merged/${name}.pdf`, members * 780_000)],
    ms: 60 + nth * 3,
    group: { leader, members },
  }))
}

/** Archives, each split into what it holds. */
export const split: readonly JobRow[] = [
  archive(0, { name: 'exports-2026-10.zip', files: 198, sizeBytes: 1_100_000_000 }),
  archive(1, { name: 'exports-2026-11.zip', files: 14, sizeBytes: 1_400_000_000 }),
  {
    ...archive(2, { name: 'photos-raw.7z', files: 0, sizeBytes: 1_200_000_000 }),
    state: 'running',
    stage: 'archive.unpack',
    fraction: 0.62,
    ms: 0,
  },
  { ...archive(3, { name: 'notes.tar.zst', files: 0, sizeBytes: 38_000_000 }), state: 'waiting', ms: 0 },
]

function archive(seq: number, { name, files, sizeBytes }: { name: string; files: number; sizeBytes: number }): JobRow {
  const outputs = Array.from({ length: files }, (_, nth) =>
    result(`/srv/sorted/2026/orders-11-${String(nth + 1).padStart(2, '0')}.csv`, 1_200_000 + ((nth * 7919) % 700_000)),
  )
  return { ...blank, seq, path: `/srv/drop/${name}`, sizeBytes, state: 'done', outputs, ms: 9000 + seq * 5000 }
}

export function membersOf(rows: readonly JobRow[], { group: of }: JobRow): JobDetail['members'] {
  return of ? rows.filter(({ group: other }) => other?.leader === of.leader) : []
}
