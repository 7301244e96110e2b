/** Why a step could not do its work on a file. A part whose name begins with `what` is a phrase of its own. */
export const stepReasons = {
  'It is {what}.': '它是{what}。',
  'a PDF document': ' PDF 文档',
  'a ZIP archive': ' ZIP 压缩包',
  'a gzip archive': ' gzip 压缩包',
  'a HEIF picture of a kind that cannot be read': '无法读取的一种 HEIF 图片',
  'a BMP picture, which Millrace does not open': ' BMP 图片，Millrace 无法打开',
  'a JPEG 2000 picture, which Millrace does not open': ' JPEG 2000 图片，Millrace 无法打开',
  'a TIFF picture': ' TIFF 图片',
  'an SVG drawing': ' SVG 图形',
  'a web page': '网页',
  'in the form of an old Office document (.doc, .xls, .ppt), or of one with a password':
    '采用旧版 Office 文档（.doc、.xls、.ppt）或设有密码的文档格式的文件',
  'plain text': '纯文本',
  'of no kind that is known': '未知类型的文件',
  'of the type {mime}': ' {mime} 类型的文件',
  '{program} took longer than {seconds} s.': '{program} 用时超过 {seconds} 秒。',
  'It said nothing.': '它没有输出任何信息。',
  'It said: {words}': '它的输出：{words}',
  '{program} ended with {end}.': '{program} 以 {end} 结束。',
  '{program} took {input} away; it was put back.': '{program} 移走了 {input}；已将其放回。',
  '{program} took {input} away, and it could not be put back: all it held is in {path}.':
    '{program} 移走了 {input}，而且无法放回：它的全部内容在 {path} 中。',
  '{program} made {output} a second name of {input}.': '{program} 把 {output} 做成了 {input} 的另一个名称。',
  '{program} changed {input}, or something else did meanwhile.': '{program} 更改了 {input}，或其间被其他程序更改。',
  'It has to leave that alone and write a file of its own.': '它必须不动该文件，而写出自己的文件。',
  '{program} made a folder of {output}, which has to be a file.':
    '{program} 把 {output} 建成了文件夹，而它必须是文件。',
  '{program} ended well, but wrote nothing to {output}.': '{program} 正常结束，但没有向 {output} 写入任何内容。',
  'Part of the name is no readable text (not Unicode).': '名称中有无法识别的字符（不是 Unicode）。',
  'The program would take a name that begins with - for an option of its own.':
    '程序会把以 - 开头的名称当作自己的选项。',
  'It still says: {fields}.': '其中仍有：{fields}。',
  'What it says about you cannot be taken out with certainty: look at it yourself.':
    '无法确保去除其中有关您的信息：请自己查看。',
  'Its parts cannot be followed to the end of the picture.': '它的各部分无法一直读到图片结尾。',
  'Its table says that words and pictures lie in one place.': '它的表格显示文字与图像位于同一处。',
  'Its table has one part more than once.': '它的表格中有一部分出现了不止一次。',
  'Its table tells of one part twice what it is.': '它的表格对同一部分说明了两次。',
  'Its table does not tell of each part what it is.': '它的表格没有说明每一部分是什么。',
  'Its tags do not lie in it in one place, and cannot be taken out with certainty: look at it yourself.':
    '它的标签分散在文件各处，无法确保全部去除：请自己查看。',
  'It has a part of a kind that is not known, which may tell something about you: look at it yourself.':
    '其中有一部分种类未知，可能会透露有关您的信息：请自己查看。',
  'It has macros, which have to be looked at.': '其中有宏，需要查看。',
  'There are other documents inside it, which have to be looked at one by one.': '其中嵌有其他文档，需要逐个查看。',
  'Its part {part} is not written in UTF-8.': '其中的 {part} 不是 UTF-8 编码。',
  'Its part {part} could not be opened after cleaning.': '其中的 {part} 在清理后将无法打开。',
  'It fetches numbers by queries (Power Query), which say from where and have to be looked at.':
    '它通过查询（Power Query）获取数据，查询写明了数据来源，需要查看。',
  'A PDF may have {size} MiB here.': '这里的 PDF 最大 {size} MiB。',
  'It may have {size} MiB here.': '这里最大 {size} MiB。',
  'It is locked: open it and save it without a password first.': '它已加密：请先打开并另存为无密码的文件。',
  'It cannot be read as a PDF.': '无法作为 PDF 读取。',
  'Files are attached to it, which have to be looked at one by one.': '其中附有文件，需要逐个查看。',
  'It holds a form of another kind (XFA), of which nobody can tell what it says: print it to a new PDF first.':
    '其中有另一种表单（XFA），无法确定它说了什么：请先将它打印成新的 PDF。',
  'It is signed, and the signature says by whom: without it, it would be another document.':
    '它带有签名，签名写明了签署人；去掉签名，它就是另一份文档了。',
  'It is a film as much as a picture.': '它既是图片，也是视频。',
  'Its colours are written as lightness and differences (CIELab), which are not read. Save it in RGB first.':
    '它的颜色以明度和差值（CIELab）写入，无法读取。请先另存为 RGB。',
  'Its colours are written as brightness and differences (YCbCr), which would be taken for others. Save it in RGB first.':
    '它的颜色以亮度和色差（YCbCr）写成，会被误读为其他颜色。请先另存为 RGB。',
  'more than 8 bits a channel': '每通道超过 8 位的深度',
  'colours of print (CMYK)': '印刷色彩（CMYK）',
  'colour profile': '色彩配置文件',
  'further pages': '其余页',
  'further frames': '其余帧',
  'camera and times (EXIF)': '相机与时间（EXIF）',
  'words for archives (IPTC)': '存档文字（IPTC）',
  'comments and texts': '注释与文本',
  'notes of the camera’s maker': '相机厂商备注',
  'It is in the colours of print (CMYK), which a smaller file would lose.':
    '它使用印刷色彩（CMYK），变小的文件会失去这些色彩。',
  'There is more behind the picture, which a smaller file would lose.':
    '图片后面还有其他内容，变小的文件会失去这些内容。',
  'The condition needs {facts}, which no earlier step has found out.': '条件需要 {facts}，而之前的步骤都没有得出它。',
  'A part of it is longer than the file.': '其中有一部分比文件还长。',
  'It cannot be read again.': '无法再次读取。',
  '{key} is no public key of age.': '{key} 不是 age 公钥。',
  'It was changed or cut after it was encrypted.': '它在加密后被改动或截断。',
  'Its header was changed, or its passphrase takes more work than is done here.':
    '它的文件头被改动，或其密码所需的计算量超出此处的限度。',
  'It is not encrypted.': '它没有加密。',
  'Its {pages} pages {what}.': '它的 {pages} 页{what}。',
  'are of different sizes': '大小各不相同',
  'are stored turned': '是旋转存储的',
  'can be mirrored from left to right, not otherwise turned': '只能左右翻转，不能以其他方式旋转',
  'would run into one another when blurred': '模糊后会互相渗透',
  'It cannot be decoded.': '无法解码。',
  'It is not what it was when it was checked.': '它与检查时已不一致。',
  'It is not on the disk as it was written.': '磁盘上的内容与写入时不一致。',
  'Its {part} should be {wanted} and is {found}.': '它的 {part} 应为 {wanted}，实际为 {found}。',
  'Even {what} it has {size}, and {most} are allowed: make the picture smaller first.':
    '即使{what}仍有 {size}，而允许 {most}：请先缩小图片。',
  'at quality {quality}': '在质量 {quality} 时',
  'without loss': '在无损时',
  'Its last part is missing.': '缺少最后一部分。',
  'The decoder says: {words}.': '解码器报告：{words}。',
  'There is no picture in it.': '其中没有图片。',
  'It says it is {width} × {height} pixels.': '它声称是 {width} × {height} 像素。',
  'The result would be {width} × {height} pixels, and {format} holds at most {most} a side.':
    '结果会是 {width} × {height} 像素，而 {format} 每边最多 {most} 像素。',
  '{shape} are {megapixels} megapixels; the limit is {most} (limits.maxPixels, in pixels: {setting}).':
    '{shape} 共 {megapixels} 百万像素；上限是 {most}（limits.maxPixels，以像素计：{setting}）。',
  'Its pixels are packed in a way that is not read ({packing}). Save it packed by LZW or not at all first.':
    '它的像素采用了无法读取的压缩方式（{packing}）。请先以 LZW 压缩或不压缩保存。',
  'Its pixels are numbers of another kind ({kind}) than the 8 or 16 bits that results hold. Save it so first.':
    '它的像素是另一种数值（{kind}），结果只能存 8 或 16 位。请先另存为这样的文件。',
  'It is a link, which is not moved. Name the file it leads to.': '它是链接，不会被移动。请指定它指向的文件。',
  'It is an animated {format}, of which only the first picture could be kept.':
    '它是动态 {format}，只能保留第一帧图片。',
  'It is a camera’s raw file, of which only a small preview could be read.':
    '它是相机的原始文件（RAW），只能读取其中的小预览图。',
  'Develop it first, or take the picture that the camera saved beside it.':
    '请先将其冲印转换，或使用相机同时保存的图片。',
  'It has several pages, and {format} holds one: `image.frames` makes a picture of each, and `pages: first` takes the first.':
    '它有多页，而 {format} 只能容纳一页：`image.frames` 为每页生成一张图片，`pages: first` 只取第一页。',
  'A drawing may have {size} MiB of text.': '一幅矢量图的文本最大 {size} MiB。',
  'It defines entities of its own, which is not allowed in a drawing.': '它定义了自己的实体，矢量图中不允许。',
  'It asks for a style sheet outside the file.': '它引用了文件之外的样式表。',
  'It refers to {reference}, outside the file.': '它引用了文件之外的 {reference}。',
  'Its text encoding {encoding} is not known.': '未知的文本编码 {encoding}。',
  'It is not text.': '它不是文本。',
  'What it is written in is no armour of age.': '它的文本包装不是 age 的格式。',
  'What its part {part} says about you cannot be taken out with certainty: look at it yourself.':
    '无法确保去除其中的 {part} 里有关您的信息：请自己查看。',
  'There is a picture inside it whose tags cannot be taken out: look at it yourself.':
    '其中有一张图片，它的标签无法去除：请自己查看。',
  'It is UTF-32, which is not read.': '它是 UTF-32，无法读取。',
  'Its encoding is not Unicode and cannot be told from the content: name it with `otherwise`.':
    '它的编码不是 Unicode，也无法从内容判断：请用 `otherwise` 指定。',
  'It is {found}, not {named}.': '它是 {found}，不是 {named}。',
  'Name that as `otherwise` instead of `from`: then each text is read as what it is.':
    '请改用 `otherwise` 而不是 `from` 来指定后者：这样每个文本都按其实际编码读取。',
  'It has {size}; the limit is {most} (limits.maxUnpackedBytes).':
    '它有 {size}；上限是 {most}（limits.maxUnpackedBytes）。',
  'Between bytes {from} and {to} it is not {encoding}; `from` names another encoding.':
    '第 {from} 到 {to} 字节之间不是 {encoding}；可用 `from` 指定其他编码。',
  'It ends in the middle of a character of {encoding}; `from` names another encoding.':
    '它在一个 {encoding} 字符的中间结束；可用 `from` 指定其他编码。',
  'No font of this system can draw the text {text}.': '本系统没有字体能画出文字 {text}。',
  'A watermark is a picture, such as a PNG or an SVG.': '水印必须是图片，如 PNG 或 SVG。',
  '{name} is no part: its name does not end in a number such as .001.':
    '{name} 不是分卷：名称没有以 .001 这样的数字结尾。',
  'There are parts of {one} and of {other}.': '同时有 {one} 和 {other} 的分卷。',
  'With `key: "{stem}"` and `group: folder` the parts of each file are joined by themselves.':
    '加上 `key: "{stem}"` 和 `group: folder`，每个文件的分卷就会各自合并。',
  'Part {number} of {name} has {bytes} bytes, and part {other} has {most}.':
    '{name} 的第 {number} 卷有 {bytes} 字节，而第 {other} 卷有 {most} 字节。',
  'Only the last part of a whole is shorter; with `sizes: any` parts have any size.':
    '只有最后一卷会更短；若分卷大小本就不一，请用 `sizes: any`。',
  'Part {number} of {name} is missing.': '缺少 {name} 的第 {number} 卷。',
  'There are no parts.': '没有分卷。',
  'Only files on disk can be split.': '只能分割磁盘上的文件。',
  'It would be {count} parts; the limit is {most} (limits.maxEntries).':
    '会分成 {count} 卷；上限是 {most}（limits.maxEntries）。',
  'No such family of steps.': '没有这一类步骤。',
  'The worker does not know this step.': '工作进程不认识此步骤。',
} as const
