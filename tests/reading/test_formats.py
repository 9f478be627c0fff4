"""HTML and Markdown: what is marked up is read, the marks are not, offsets stay the file's."""

from __future__ import annotations

import pytest

from kg.model import RegionKind
from kg.reading import read_text

HTML = """<!DOCTYPE html><html><head><title>首页</title><style>p{color:red}</style></head>
<body><nav><a href="/">返回</a></nav>
<div class="x"><h1>柳河镇办起&ldquo;大集&rdquo;</h1>
<p>来源：临江日报 2031-05-04 08:00 作者：何宁</p>
<p>　　5月3日，柳河镇的大集开市，1 &lt; 2，来了
八千人。</p><script>if (a<b) { alert("本报讯（记者 假名）"); }</script>
<P>第二天，AT&amp;T&nbsp;Co 也来了<br>摆摊。</p></div><!-- 注释 -->
<footer>版权所有</footer></body></html>"""


def test_html() -> None:
    page = read_text(HTML, "a.html")
    (article,) = page.articles
    assert article.title == "柳河镇办起“大集”"
    assert [(a.name, a.role) for a in article.authors] == [("何宁", "")]
    assert article.date == "2031-05-03" and page.newspaper == "临江日报"
    body = next(r for r in page.regions if r.kind is RegionKind.BODY)
    assert (
        page.clean[body.left : body.right] == "5月3日，柳河镇的大集开市，1<2，来了八千人。\n第二天，AT&T Co也来了摆摊。"
    )
    assert "返回" not in page.clean and "假名" not in page.clean and "版权" not in page.clean
    i = page.clean.index("八千人")
    assert HTML[slice(*page.span(i, i + 3))] == "八千人"
    assert {s.reason for s in page.skipped} == {"markup"}


@pytest.mark.parametrize(
    "html",
    [
        "<p>柳河",
        "柳河",
        "<p>柳河<!-- x",
        "<p>柳河<b",
        "<p title='a\">柳河</p>",
        "</p>柳河&foo",
        "<script>柳河</script>柳河",
        "<p>柳河<",
    ],
)
def test_broken_html_is_read(html: str) -> None:
    assert "柳河" in read_text(html, "a.html").clean


def test_markdown_marks_are_no_text() -> None:
    page = read_text(
        "# 柳河镇**修路** #\n\n> 本报讯（记者 林晓）近日，[柳河镇](http://a.b/c)的`新路`通车。  \n\n"
        "![桥](a.png)\n\n***\n\n- 全长*六*公里。\n",
        "a.md",
    )
    assert page.articles[0].title == "柳河镇修路"
    assert "近日，柳河镇的新路通车。" in page.clean and "全长六公里。" in page.clean
    assert not set("#*`[]>") & set(page.clean)


@pytest.mark.parametrize(
    ("printed", "clean"),
    [
        ("临 江县  柳河镇修　路,全长２４公里;通车了.", "临江县柳河镇修路，全长24公里；通车了."),
        ('他说:"修路好!"大家都"拍手"。', "他说：“修路好！”大家都“拍手”。"),
        ("'好'字(化名)共1,200个,10:30开始。", "‘好’字（化名）共1,200个，10:30开始。"),
        ("使用 App Store 和 iPhone 15 的人。", "使用App Store和iPhone 15的人。"),
        ("总投资 4 600 万元的项目。", "总投资4600万元的项目。"),
        ("It's O'Neil的店。", "It's O'Neil的店。"),
        ("┌₩修路了。", "修路了。"),
    ],
)
def test_cleaning(printed: str, clean: str) -> None:
    assert read_text(printed, "a.txt").clean == clean
