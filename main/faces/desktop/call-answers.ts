import { app, dialog, nativeTheme, type OpenDialogOptions } from 'electron'
import type { CallAnswers } from './desktop-calls.ts'
import type { DesktopGrants } from './engine/desktop-grants.ts'
import type { Leaving } from './leaving.ts'
import type { BatchFiles } from './outside/batch-files.ts'
import { nameOf } from './outside/notices.ts'
import type { Outside } from './outside/outside.ts'
import { desktopTexts, speak } from './texts/desktop-texts.ts'
import type { MainWindow } from './window/main-window.ts'

interface CallParts {
  files: BatchFiles
  grants: DesktopGrants
  leaving: Leaving
  window: MainWindow
  outside: Outside
  /** The language or the look has become another one. */
  looked: () => void
}

/** What the app answers to each call of its pages. */
export function callAnswers({ files, grants, leaving, window, outside, looked }: CallParts): CallAnswers {
  const done = async (work: Promise<void>) => work.then(() => null)
  return {
    choose: async ({ what }) => ({ paths: await choose(what, { grants, window }) }),
    reveal: (file) => done(files.reveal(file)),
    open: (file) => done(files.open(file)),
    'reveal.results': ({ batch }) => done(files.revealResults(batch)),
    drag: ({ files: dragged }, page) => done(files.drag(dragged, page)),
    'quit.answer': (input) => {
      if (input.answer !== 'quit') outside.stay()
      leaving.answer(input)
      return null
    },
    look: ({ appearance, language }) => {
      nativeTheme.themeSource = appearance
      speak(language === '' ? app.getLocale() : language)
      looked()
      return null
    },
    'window.show': ({ hash }) => {
      outside.showWindow(hash)
      return null
    },
    'grants.list': () => ({ grants: grants.list() }),
    'grants.revoke': ({ path }) => {
      grants.revoke(path)
      return null
    },
    'update.check': () => outside.checkForUpdate(),
    'update.install': () => {
      outside.installUpdate()
      return null
    },
  }
}

const dialogs: Record<'files' | 'folder' | 'results', NonNullable<OpenDialogOptions['properties']>> = {
  files: ['openFile', 'multiSelections'],
  folder: ['openDirectory', 'multiSelections'],
  results: ['openDirectory', 'createDirectory'],
}

/** The system's dialog; what the person chose there is granted. */
async function choose(
  what: 'files' | 'folder' | 'results',
  { grants, window }: Pick<CallParts, 'grants' | 'window'>,
): Promise<string[]> {
  const options: OpenDialogOptions = {
    properties: dialogs[what],
    ...(what === 'results' ? { buttonLabel: desktopTexts().chooseResults } : {}),
  }
  const { canceled, filePaths } = await dialog.showOpenDialog(window.show(), options)
  if (canceled) return []
  const given =
    what === 'results'
      ? filePaths.map((path) => grants.add(path, 'write', nameOf(path)))
      : await grants.addAll(filePaths, 'write')
  return given.filter((path) => path !== null)
}
