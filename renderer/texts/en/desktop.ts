export const desktop = {
  thisComputer: 'this computer',
  leftOut_one:
    '{{text}} dropped item has no file behind it and was left out. Drop it alone to have a copy of it processed.',
  leftOut_other:
    '{{text}} dropped items have no file behind them and were left out. Drop them alone to have copies of them processed.',
  quitTitle_one: '{{text}} file is still to do',
  quitTitle_other: '{{text}} files are still to do',
  quitNeeds: '{{title}} needs {{time}} more.',
  quitSafe: 'Finished files are safe.',
  quitNow: 'Quit now and resume next time',
  quitBackground: 'Keep running in the background',
  reveal: 'Show in folder',
  revealOriginal: 'Show original in folder',
  openResult: 'Open result',
  showResults: 'Show results',
  updateReady: 'Millrace {{version}} is ready to be installed.',
  updateInstall: 'Install and restart',
} as const
