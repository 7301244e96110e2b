/** What the keys do, where: in columns, as they are shown. Keys side by side: either one. */
export const shortcutColumns = [
  [
    [
      'anywhere',
      [
        ['commands', 'Ctrl K'],
        ['addFiles', 'Ctrl O'],
        ['addFolder', 'Ctrl Shift O'],
        ['paste', 'Ctrl V'],
        ['sections', 'Ctrl 1–5'],
        ['settings', 'Ctrl ,'],
        ['undo', 'Ctrl Z'],
        ['pane', 'F6'],
        ['shortcuts', '?'],
      ],
    ],
    [
      'batch',
      [
        ['pause', 'Space'],
        ['cancelBatch', 'Ctrl .'],
        ['pauseAll', 'Ctrl Shift P'],
        ['run', 'Ctrl Enter'],
      ],
    ],
  ],
  [
    [
      'list',
      [
        ['move', '↑', '↓'],
        ['more', 'Shift ↑', 'Shift ↓'],
        ['all', 'Ctrl A'],
        ['explain', '→'],
        ['closeIt', '←'],
        ['open', 'Enter'],
        ['retry', 'R'],
        ['cancel', 'Del'],
        ['copyPath', 'Ctrl C'],
        ['copyError', 'E'],
        ['menu', 'Shift F10'],
        ['filters', '1–8'],
        ['search', 'Ctrl F'],
        ['details', 'I'],
      ],
    ],
  ],
  [
    [
      'recipe',
      [
        ['addStep', '/'],
        ['moveStep', 'Alt ↑', 'Alt ↓'],
        ['duplicate', 'Ctrl D'],
        ['removeStep', 'Del'],
        ['switchStep', 'Space'],
        ['rename', 'F2'],
        ['exportFile', 'Ctrl E'],
        ['sample', 'Ctrl ↑', 'Ctrl ↓'],
      ],
    ],
    [
      'compare',
      [
        ['byOne', '←', '→'],
        ['byTen', 'Shift ←', 'Shift →'],
        ['ends2', 'Home', 'End'],
        ['zoom', '+', '−'],
      ],
    ],
    [
      'dialog',
      [
        ['marked', 'Enter'],
        ['close', 'Esc'],
      ],
    ],
  ],
] as const
