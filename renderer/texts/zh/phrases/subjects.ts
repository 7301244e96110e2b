/** What faults are about where that is no file. */
export const subjects = {
  'the answer': '回答',
  'the engine': '引擎',
  'the journal': '日志',
  'the preview': '预览',
  'the server': '服务器',
  'The file': '文件',
  'The folder you are in': '当前文件夹',
  'a listener': '接收方',
  'a cancelled copy': '已取消的复制',
  'a page that is not Millrace': '不属于 Millrace 的页面',
  'an io thread': '读写线程',
  'this address': '此地址',
  'this command': '此命令',
} as const
