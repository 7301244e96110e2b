import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nameDate } from './name-date.ts'

test('a day in a name is told with the time behind it, in hours of either kind', () => {
  const cases = [
    ['IMG_20240504_093015.jpg', '2024-05-04T09:30:15'],
    ['2024-05-04 21.30.15.jpg', '2024-05-04T21:30:15'],
    ['Screenshot 2024-05-04 at 9.30.15 AM.png', '2024-05-04T09:30:15'],
    ['Screenshot 2024-05-04 at 9.30.15\u202fPM.png', '2024-05-04T21:30:15'],
    ['Screenshot 2024-05-04 at 12.05.00 AM.png', '2024-05-04T00:05:00'],
    ['Screenshot 2024-05-04 at 12.05.00 PM (2).png', '2024-05-04T12:05:00'],
    ['Scan 2024-05-04 10.05pm.pdf', '2024-05-04T22:05:00'],
    ['2024-05-04 10.05 pmt.jpg', '2024-05-04T10:05:00'],
    ['IMG_20240504_121500 am See.jpg', '2024-05-04T12:15:00'],
    ['2024-05-04 12.15.00_am_Ärmelkanal.jpg', '2024-05-04T12:15:00'],
    ['Screenshot 2024-05-04 at 12.05.00 AM copy.png', '2024-05-04T00:05:00'],
    ['2024-05-04 12.05 am (2).png', '2024-05-04T00:05:00'],
    ['2024-05-04_9.jpg', '2024-05-04T00:00:00'],
  ]
  for (const [name = '', wanted] of cases) assert.equal(nameDate(name), wanted, name)
})

test('numbers that look like a day and are none tell nothing', () => {
  for (const name of ['IMG_20240431_093015.jpg', '12345620240504789.jpg', 'DSC_0042.jpg'])
    assert.equal(nameDate(name), null)
})
