package parse

// asian are the languages of eastern Asia.
func asian() []language {
	return []language{
		{ // Chinese, in both scripts
			from: "发件人|寄件者|寄件人|發件人|发信人|发送人|寄信人|發信人", date: "发送时间|发送日期|日期|寄件日期|傳送時間|时间|发件日期|發送時間|傳送日期|寄件時間|時間|發送日期|发送", to: "收件人|收件者|收信人", cc: "抄送|副本|抄送人|副本抄送|sao chép", subject: "主题|主題|主旨|标题|標題", other: "回复|回复至|附件|重要性|回覆|密送|密件副本|优先级",
			wrote: "写道|寫道|写到|提到|寫到|写了|写:|寫:", begins: "在|于|於|自|周|星期|週", quoting: "引用|引述",
			original: "原始邮件|原始郵件|原文|邮件原件|郵件原件|回复的原邮件|回复的原郵件|原邮件|原郵件|回覆的郵件|原信|原始信息|原始訊息|以下为原邮件", forwarded: "转发的邮件|转发邮件|轉寄的郵件|轉寄郵件|转发的消息|轉寄的訊息|转发邮件信息|轉寄的信件|被转发邮件|已转发的邮件|開始轉寄的郵件|开始转发的邮件|轉發的郵件|轉發郵件|转发的信息",
			answers: "回复|回覆|答复|答覆|回信|回復|re", forwards: "转发|轉寄|轉發|转寄|fw",
			sent: "发自|發自|從我的|从我的|傳送自|寄自我的|寄自|来自|來自|发送自|从 windows|從 windows|由我的|通过|使用", sentEnd: "发送|傳送|發送|寄出", get: "获取 outlook|获取outlook|下载 outlook|下载outlook|取得|获取|下载|下載|獲取",
			legal: "本邮件|本電子郵件|本电子邮件|此电子邮件|此邮件|本信件|此電子郵件|本郵件|免责声明|保密声明",
		},
		{ // Japanese
			from: "差出人|送信元|送信者|発信者|from", date: "日付|送信日時|日時|送信済み|送信日|受信日時|date", to: "宛先|送信先|受信者|to", cc: "cc|ｃｃ", subject: "件名|題名|subject", other: "返信先|添付ファイル|重要度|添付|bcc",
			wrote: "さんは書きました|のメール|のメッセージ|が書きました|に書きました|は書きました|さんが書きました|さんからのメール|書いた|書きました|wrote", begins: "昭和|平成|令和", quoting: "引用 ",
			original: "元のメッセージ|元のメール|オリジナルメッセージ|original message|元メール|返信元メッセージ|元メッセージ", forwarded: "転送メッセージ|メッセージを転送|転送されたメッセージ|転送済みメッセージ|転送されたメール|転送メール|メールを転送|転送元メッセージ|転送されるメッセージ",
			answers: "返信|re|返", forwards: "転送|fw",
			sentEnd: "から送信|から送信されました|より送信|で送信|から送信しました|からの送信", get: "入手|入手する|取得|ダウンロード",
			legal: "このメールには|本メールは|このメールは|本メールに|この電子メール|本電子メール|※本メール|本メッセージ",
		},
		{ // Korean
			from: "보낸 사람|보낸사람|보낸이|발신|발신인|발신자", date: "날짜|보낸 날짜|보냄|보낸날짜|일시|보낸 시간|전송 날짜", to: "받는 사람|받는사람|받는이|수신|수신인|수신자", cc: "참조", subject: "제목", other: "회신|첨부|중요도|첨부파일|숨은 참조|숨은참조",
			wrote: "님이 작성|작성|쓴 글|님의 말|쓰시길|님이 쓴 글|님이 쓴|이(가) 쓴 글|님의 글", begins: "", quoting: "인용 ",
			original: "원본 메시지|원본 메일|원본메시지|원본메일|원래 메시지|원본 이메일|원본 내용", forwarded: "전달된 메시지|전달된 메일|전달 메시지|전달된 이메일|전달한 메시지|전달 메일|메시지 전달|전달된 이메일 시작",
			answers: "답장|회신|re|답변|답글", forwards: "전달|fw",
			sent: "나의 iphone에서|나의 ipad에서", sentEnd: "에서 보냄|에서 보냈습니다.|에서 보냈습니다|에서 전송|에서 발송|에서 보낸 메일", get: "다운로드|받기|얻기|다운로드하기",
			legal: "본 메일은|이 메일은|본 이메일|이 이메일|이 메시지|본 메시지|이 전자 메일",
		},
		{ // Vietnamese
			from: "từ|người gửi", date: "ngày|đã gửi|gửi|ngày gửi|đã gửi lúc|thời gian", to: "đến|tới|người nhận|gửi đến|đến:", cc: "sao chép|đồng gửi", subject: "chủ đề|tiêu đề|v/v", other: "trả lời tới|đính kèm|tầm quan trọng|tệp đính kèm",
			wrote: "đã viết|viết", begins: "vào |lúc |ngày ", quoting: "trích dẫn |trích ",
			original: "thư gốc|tin nhắn gốc|thông điệp gốc|email gốc", forwarded: "thư đã chuyển tiếp|tin nhắn được chuyển tiếp|thư được chuyển tiếp|tin nhắn đã chuyển tiếp|bắt đầu thư|bắt đầu tin nhắn|thư chuyển tiếp|email được chuyển tiếp",
			answers: "trả lời|re|tl", forwards: "chuyển tiếp|fw|ct",
			sent: "gửi từ|đã gửi từ|được gửi từ|đã gửi bằng|được gửi bằng|gửi bằng|được gửi qua", get: "tải outlook|lấy outlook|nhận outlook|tải xuống outlook",
			legal: "email này|thư này|thông tin trong|tin nhắn này|nội dung email|thư điện tử này",
		},
		{ // Thai, Indonesian, Hindi: what phones and Gmail write
			from: "จาก|dari|प्रेषक", date: "วันที่|ส่ง|dikirim|tanggal|दिनांक", to: "ถึง|kepada|untuk|प्राप्तकर्ता", subject: "เรื่อง|subjek|perihal|विषय", wrote: "เขียนว่า|menulis|ने लिखा", begins: "pada |เมื่อ |เมื่อวันที่|ในวันที่", original: "pesan asli|ข้อความต้นฉบับ", forwarded: "pesan terusan|pesan yang diteruskan|ข้อความที่ส่งต่อ|अग्रेषित संदेश",
			sent: "dikirim dari|ส่งจาก", answers: "bls|balas|ตอบ", forwards: "trs|terusan",
		},
	}
}
