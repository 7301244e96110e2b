import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nameReader, type ZipLetters } from './zip-letters.ts'

async function readAll(hex: string[], letters: ZipLetters = 'auto'): Promise<(string | undefined)[]> {
  const names = hex.map((bytes) => Buffer.from(bytes.replaceAll(' ', ''), 'hex'))
  const read = await nameReader(names, letters)
  return names.map((name) => read(name))
}

test('names of each country are told where they are clear', async () => {
  const clear: Record<string, string[]> = {
    テスト: ['83 65 83 58 83 67'],
    旅行の写真: ['97 b7 8d 73 82 cc 8e ca 90 5e'],
    写真: ['8e ca 90 5e'],
    照片: ['d5 d5 c6 ac'],
    我的文档: ['ce d2 b5 c4 ce c4 b5 b5'],
    '한국어 문서 사진': ['c7 d1 b1 b9 be ee 20 b9 ae bc ad 20 bb e7 c1 f8'],
    台灣旅遊: ['a5 78 c6 57 ae c8 b9 43'],
    Привет: ['8f e0 a8 a2 a5 e2'],
  }
  for (const [name, bytes] of Object.entries(clear)) assert.deepEqual(await readAll(bytes), [name])
})

test('what cannot be told is not guessed: single accents of western names are of the first PCs', async () => {
  // château, Köln, été, Straße, Ação as DOS wrote it in Brazil.
  for (const name of ['63 68 83 74 65 61 75', '4b 94 6c 6e', '82 74 82', '53 74 72 61 e1 65', '41 87 c6 6f'])
    assert.deepEqual(await readAll([name]), [undefined])
})

test('a writing that is named is taken, but for names that are not of it', async () => {
  assert.deepEqual(await readAll(['cf f0 e8 e2 e5 f2'], 'windows-1251'), ['Привет'])
  assert.deepEqual(await readAll(['83 65', '83 ff'], 'shift_jis'), ['テ', undefined])
  assert.deepEqual(await readAll(['81 2e'], 'cp437'), ['ü.'])
})
