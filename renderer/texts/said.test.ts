import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import i18next from 'i18next'
import { Fault, type FaultCode } from '../../contract/fault.ts'
import { faultTable } from '../../contract/fault-table.ts'
import { codeWords, faultAdvice, faultText, faultWords } from './fault-words.ts'
import { recipeTitle, said } from './said.ts'
import { phrases, recipes } from './zh/phrases.ts'

before(async () => {
  await i18next.init({ lng: 'en', resources: {} })
  i18next.addResourceBundle('zh-Hans', 'phrases', phrases)
  i18next.addResourceBundle('zh-Hans', 'recipes', recipes)
})

test('a fault is said by its code in the language of the screens, with its file, its reason and what to do', async () => {
  const fault = new Fault('file-truncated', { subject: '/in/St. Anna.jpg', why: 'Its last part is missing.' })
  await i18next.changeLanguage('en')
  assert.equal(faultText(fault), 'St. Anna.jpg ends too early. Its last part is missing.')
  await i18next.changeLanguage('zh-Hans')
  assert.equal(faultText(fault), 'St. Anna.jpg 不完整，提前结束。缺少最后一部分。')
  assert.equal(faultAdvice(fault), 'St. Anna.jpg 不完整，提前结束。缺少最后一部分。换成完整的副本，再重试。')
})

test('whoever asked for something while the connection was away is not told that it goes on, but to look and try again', async () => {
  const away = new Fault('no-connection', { subject: 'the engine' })
  await i18next.changeLanguage('zh-Hans')
  assert.match(faultAdvice(away), /届时请查看是否已完成，再重试。$/)
  await i18next.changeLanguage('en')
  assert.equal(
    faultAdvice(away),
    'There is no connection to the engine. It comes back by itself. Look then whether it was done, and try again.',
  )
})

test('what a fault is about is said in the language of the screens where it is no file', async () => {
  const about = (subject: string) => faultText(new Fault('too-large', { subject }))
  await i18next.changeLanguage('zh-Hans')
  assert.equal(about('the answer'), '回答超出了上限。')
  assert.equal(about('/in/张 三.jpg'), '张 三.jpg 超出了上限。')
  await i18next.changeLanguage('en')
  assert.equal(about('the answer'), 'the answer is over a limit.')
})

test('what many files have in common is said of the file as such; a code nobody knows is not guessed at', async () => {
  await i18next.changeLanguage('zh-Hans')
  const file = { first: '文件', within: '文件' }
  assert.deepEqual(codeWords('file-empty', { why: '', file }), {
    what: '文件是空的。',
    why: '',
    remedy: '换成完整的副本，再重试。',
  })
  assert.equal(codeWords('of-another-millrace', { why: '', file }), null)
})

test('every fault is a whole sentence when it is told of many files, also where it says itself what they are', async () => {
  const said = (code: string, file: { first: string; within: string }) => codeWords(code, { why: '', file })?.what ?? ''
  const english = { first: 'The file', within: 'the file' }
  await i18next.changeLanguage('en')
  assert.equal(said('archive-refused', english), 'The archive was refused.')
  assert.equal(said('name-too-long', english), 'The name is too long.')
  assert.equal(said('disk-full', english), 'No space left on the disk of the file.')
  assert.equal(said('read-only', english), 'The disk of the file cannot be written to.')
  assert.equal(said('name-untold', english), 'The file has a name that cannot be handed to a program.')
  for (const code of Object.keys(faultTable)) assert.match(said(code, english), /^(?!.* [a-z]+ The )(?!.*  )\S.*\w\.$/)
  const chinese = { first: '文件', within: '文件' }
  await i18next.changeLanguage('zh-Hans')
  assert.equal(said('archive-refused', chinese), '压缩包被拒绝。')
  assert.equal(said('tool-missing', chinese), '没有安装程序。')
})

test('a recipe that comes with Millrace is called so in Chinese, a person’s own as they called it', async () => {
  await i18next.changeLanguage('zh-Hans')
  assert.deepEqual(['Photos to JPEG', 'Resize', 'It is mine.', 'toString'].map(recipeTitle), [
    '照片转 JPEG',
    'Resize',
    'It is mine.',
    'toString',
  ])
  const skipped = said('The recipe Web-ready images takes pictures.')
  assert.equal(skipped, '配方“网页图片”接受 图片。')
})

test('what to do about a fault never names a command where there is a place for it, in either language', async () => {
  for (const language of ['en', 'zh-Hans']) {
    await i18next.changeLanguage(language)
    for (const code of Object.keys(faultTable) as FaultCode[]) {
      const { remedy } = faultWords(new Fault(code, { subject: 'x' }))
      assert.doesNotMatch(remedy, /millrace [a-z]/, code)
      if (language === 'zh-Hans') assert.doesNotMatch(remedy, /^[A-Z]/, code)
    }
  }
})
