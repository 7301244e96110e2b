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

test('a time is told in a screenshot of a computer in any of its languages', () => {
  const cases = [
    ['Bildschirmfoto 2024-05-04 um 21.30.15.png', '2024-05-04T21:30:15'],
    ['WhatsApp Bild 2024-05-04 um 21.30.15 (1).jpeg', '2024-05-04T21:30:15'],
    ['Capture d’écran 2024-05-04 à 21.30.15.png', '2024-05-04T21:30:15'],
    ['Capture d’écran 2024-05-04 à 21.30.15.png'.normalize('NFD'), '2024-05-04T21:30:15'],
    ['Captura de pantalla 2024-05-04 a las 21.30.15.png', '2024-05-04T21:30:15'],
    ['Captura de ecrã 2024-05-04, às 21.30.15.png', '2024-05-04T21:30:15'],
    ['Skærmbillede 2024-05-04 kl. 21.30.15.png', '2024-05-04T21:30:15'],
    ['截屏2024-05-04 21.30.15.png', '2024-05-04T21:30:15'],
    ['截屏2024-05-04 下午9.30.15.png', '2024-05-04T21:30:15'],
    ['截屏2024-05-04 上午12.05.00.png', '2024-05-04T00:05:00'],
    ['2024-05-04 um den See 1200.jpg', '2024-05-04T00:00:00'],
  ]
  for (const [name = '', wanted] of cases) assert.equal(nameDate(name), wanted, name)
})

test('numbers that look like a day and are none tell nothing', () => {
  for (const name of ['IMG_20240431_093015.jpg', '12345620240504789.jpg', 'DSC_0042.jpg'])
    assert.equal(nameDate(name), null)
})
