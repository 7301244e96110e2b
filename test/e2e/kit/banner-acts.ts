import type { Page } from 'playwright-core'

/** Something a screen offers in a state that is hard to come by, and what the engine has to be asked for when a person takes it. */
export interface BannerAct {
  at: string
  act: (page: Page) => Promise<void>
  asks: [command: string, input: object]
}

const press = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).click()
const run = '#/runs/harbour'
const batch = 'harbour'

export const bannerActs: BannerAct[] = [
  { at: `?state=pausing${run}`, act: press('Stop them now'), asks: ['batch.pause', { batch, how: 'now' }] },
  { at: `?state=pausing${run}`, act: press('Keep running'), asks: ['batch.resume', { batch, waitMs: null }] },
  {
    at: `?state=needs-you&held=volume-gone${run}`,
    act: skipWhatWaits,
    asks: ['batch.drop', { batch, seqs: [[0, 12_479]] }],
  },
  { at: '#/runs/clips', act: saveElsewhere, asks: ['batch.redirect', { batch: 'clips', out: '/srv/Web' }] },
  { at: '#/runs', act: saveElsewhere, asks: ['batch.redirect', { batch: 'clips', out: '/srv/Web' }] },
  { at: `?gathering${run}`, act: press('Close now'), asks: ['watch.close', { watch: 'scans' }] },
  { at: `?gathering${run}`, act: press('Keep open'), asks: ['watch.keepOpen', { watch: 'scans' }] },
  {
    at: '?state=paused&interrupted#/',
    act: press('Resume 4,730 files'),
    asks: ['batch.resume', { batch, waitMs: null }],
  },
  {
    at: `?crashed${run}`,
    act: press('Show file'),
    asks: ['batch.rows', { batch, filter: 'all', search: 'DSC_4126.jpg' }],
  },
  { at: '#/runs', act: press('Start now: Podcast masters'), asks: ['watch.startNow', { watch: 'podcast' }] },
]

async function skipWhatWaits(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Running/ }).click()
  await page.getByRole('row').getByText('Will start again').first().waitFor()
  await page.getByRole('button', { name: 'Skip its 4,742 files' }).click()
}

async function saveElsewhere(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save elsewhere…' }).click()
  await page.getByRole('row', { name: /Web/ }).click()
  await page.getByRole('button', { name: 'Save in “Web”' }).click()
}
