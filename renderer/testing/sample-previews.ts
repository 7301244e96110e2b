import type { PreviewAnswer, PreviewSample } from '../../contract/preview-commands.ts'

export const samplePreviews: PreviewSample[] = [
  { sample: '/srv/photos/DSC_4121.jpg', name: 'DSC_4121.jpg', type: 'image/jpeg', builtIn: false },
  { sample: '/srv/ledgers/Ledger 2026-Q3.csv', name: 'Ledger 2026-Q3.csv', type: 'text/csv', builtIn: false },
  { sample: 'sample:harbour.jpg', name: 'harbour.jpg', type: 'image/jpeg', builtIn: true },
]

const bookings: readonly (readonly [date: string, account: string, text: string, amount: string])[] = [
  ['03/07/2026', '04400', 'Berth fees', '1,249.00'],
  ['03/07/2026', '01200', ' Bank, july', '-1,249.00'],
  ['04/07/2026', '04400', 'Berth fees', '310.50'],
  ['06/07/2026', '', 'Postage', '12.80'],
  ['07/07/2026', '06815', 'Paper, A4', '84.20'],
  ['08/07/2026', '04400', 'Berth fees', '2,980.00'],
  ['08/07/2026', '06300', ' Water', '41.99'],
]
const quoted = (text: string) => (/[",]/.test(text) ? `"${text}"` : text)
const amountOf = (text: string) => Number(text.replaceAll(',', ''))

/** A ledger as it came. */
const rows = bookings.map((row) => `${row.map(quoted).join(',')}\n`).join('')
/** Dates by the year, amounts as numbers, a new column; a booking without an account was left out. */
const tidy = bookings
  .filter(([, account]) => account !== '')
  .map(([date, account, text, written]) => {
    const amount = amountOf(written)
    const day = date.split('/').toReversed().join('-')
    return `${[day, account, quoted(text.trim()), amount.toFixed(2), (amount * 0.19).toFixed(2)].join(',')}\n`
  })
  .join('')

/** What an engine would answer, at once and whole. */
export function samplePreview(sample: string): PreviewAnswer {
  const name = sample.slice(sample.lastIndexOf('/') + 1).replace('sample:', '')
  return sample.endsWith('.csv') ? tablePreview(name) : picturePreview(name)
}

function tablePreview(name: string): PreviewAnswer {
  const table = { name, type: 'text/csv', facts: {}, picture: null }
  return {
    detail: 'whole',
    before: { ...table, bytes: 482_000, excerpt: `booked,account,purpose,amount\n${rows}` },
    results: [{ ...table, branch: 0, bytes: 466_000, excerpt: `booked,account,purpose,amount,vat\n${tidy}` }],
    ms: 212,
  }
}

function picturePreview(name: string): PreviewAnswer {
  return {
    detail: 'whole',
    before: {
      name,
      type: 'image/jpeg',
      bytes: 4_600_000,
      facts: { width: 6000, height: 4000 },
      excerpt: null,
      picture: '1',
    },
    results: [
      {
        branch: 0,
        name: '2024-05-17 Harbour 001.webp',
        type: 'image/webp',
        bytes: 1_600_000,
        facts: { width: 2048, height: 1365 },
        excerpt: null,
        picture: '4',
      },
    ],
    ms: 412,
  }
}

/** What tokens would be for a sample. */
export function sampleTokens(sample: string): Record<string, string> {
  const name = sample.slice(sample.lastIndexOf('/') + 1).replace('sample:', '')
  const [stem = '', ext = ''] = name.split('.')
  return {
    stem,
    ext,
    name,
    parent: 'Harbour',
    date: '2024-05-17',
    counter: '001',
    camera: 'Leica Q3',
    'batch-date': '2026-11-25',
  }
}
