#!/usr/bin/env python3
"""Records what ansible-inventory prints of the inventories below into recorded.json.

ansible-inventory must be on PATH, or be named by ANSIBLE_INVENTORY_COMMAND. Recorded with ansible-core 2.21.5.
Names of inventories as arguments: only these are recorded anew.
"""

import json
import os
import shlex
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).parent
COMMAND = shlex.split(os.environ.get("ANSIBLE_INVENTORY_COMMAND", "ansible-inventory"))

S={}
def ini(n,t): S[n]={'hosts.ini':t}
def yml(n,t): S[n]={'hosts.yml':t}
ini('plain','a\nb\nc\n')
ini('groups','[web]\nw1\nw2\n[db]\nd1\n')
ini('ranges','w[1:3]\nx[01:10:3]\ny[a:e:2]\nz-[1:2]-[a:b].example.org\n[0:2]num\n')
ini('range_widths','n[001:003]\nm[08:11]\n')
ini('ports','a:22\nb:2222 x=1\n[fe80::1]:22\n10.0.0.1:8022\nfe80::2\n')
ini('values','''h a=1 b=1.5 c=True d=true e=None f="x y" g='q' h="'s'" i=[1,2] j="[1, 'a']" k="{'a': 1}" l=0o17 m=0x1f n=1e3 o=01 p= q=-5 r=+5 s="(1, 2)" t=1_000 u="\\"x\\"" v=a\\ b
[all:vars]
A=1
B = 1.5
C=True
D=true
E=None
F="x y"
G='q'
H="'s'"
I=[1, 2]
J={'a': [1, {'b': None}]}
K=(1, 2)
L=hello # not a comment
M=1 # comment?
N='it''s'
O=
P={{ x }}
Q=a=b=c
R="03#x"
S = 0777
T=1.
U=.5
V=u'x'
X="a" "b"
Y={1, 2}
Z=-1
AA=1+1
AC="\\n"
AD=[1, 2
AE='a' # c
AF=10_000
AG="\\u00e9\\x41\\101"
AH=r'\\n'
AI=[ ]
AJ="""x"""
AK=not True
AM=--1
AN=1,2
AO=00
AP=0b11
AQ=["a", ]
AR={}
AS=...
AT=[True,]
''')
ini('comments','# c\n; d\na # trailing\nb x=1 # c\nc x=a#b\nd x="a#b"\n[g] # c\ne\n[h] \t# c\nf\n')
ini('children','[all:children]\ntop\n[top:children]\nmid\nother\n[mid:children]\nlow\n[low]\nl1\n[other]\no1\nl1\n[top:vars]\nx=1\n')
ini('children_late','[a:children]\nb\n[b]\nx\n[b:vars]\nv=1\n[a:vars]\nv=2\nw=3\n')
ini('vars_before','[g:vars]\nx=1\n[g]\nh\n')
ini('priority','[a]\nh\n[b]\nh\n[a:vars]\nv=a\nansible_group_priority=10\n[b:vars]\nv=b\n')
ini('depth','[a:children]\nb\n[b]\nh\n[c]\nh\n[a:vars]\nv=a\n[b:vars]\nv=b\n[c:vars]\nv=c\n')
ini('same_host','[a]\nh x=1\n[b]\nh y=2\nh x=3\n')
ini('ungrouped_explicit','[ungrouped]\na\n[g]\na\nb\n[all]\nc\n')
ini('all_hosts','[all]\na\nb\n[g]\nb\n')
ini('empty','')
ini('only_comment','# nothing\n')
ini('empty_group','[g]\n[h]\nx\n')
ini('dashes','[web-servers]\nh\n[1st]\nx\n[a.b]\ny\n')
ini('localhost','localhost ansible_connection=local\n127.0.0.1\n')
ini('quotes',"""h a='x y' b="x 'y' z" c=x\\=y d='a"b' e=a"b c"d f="a\\\\b" g='a\\b'\n""")
ini('crlf','[g]\r\na x=1\r\nb\r\n[g:vars]\r\ny=2\r\n')
ini('indented','  [g]\n    a x=1\n\tb\n  [g:vars]\n   z = 2 \n')
ini('unicode','[g]\nhöst x=ü\n[g:vars]\ny=日本\n')
ini('diamond','[top:children]\nl\nr\n[l:children]\nb\n[r:children]\nb\n[b]\nh\n[l:vars]\nx=l\n[r:vars]\nx=r\n[top:vars]\ny=1\n')
ini('host_templates','h a={{inventory_hostname}} b="{{ x | default(1) }}"\n')
ini('alias','web ansible_host=10.0.0.1 ansible_port=22 ansible_user=root\n')
ini('dup_children','[a:children]\nb\nb\n[b]\nh\nh\n')
ini('long_values','h x="'+'word '*40+'" y='+'z'*120+'\n')
ini('multi_eq','h url=http://x/?a=b&c=d p==x\n')
ini('vars_spaces','[g]\nh\n[g:vars]\n a b = c\nd\t=\te f \n')
ini('noext_like','a\n[g]\nb\n')
S['noext_ini']={'hosts':'a x=1\n[g]\nb\n'}
S['noext_yaml']={'hosts':'all:\n  hosts:\n    a: {x: 1}\n'}
S['noext_yaml_dashes']={'hosts':'---\ng:\n  hosts:\n    a:\n'}
yml('yaml_plain','all:\n  hosts:\n    a:\n    b:\n      x: 1\n')
yml('yaml_children','all:\n  children:\n    g:\n      hosts:\n        a: {x: 1}\n      vars: {y: 2}\n    h:\n      children:\n        g:\n      vars: {y: 3, z: [1, {a: b}]}\n  vars: {w: true}\n')
yml('yaml_ranges','g:\n  hosts:\n    w[1:3].x: {p: 1}\n    "n[a:c]:2222":\n')
yml('yaml_hosts_text','g:\n  hosts: single\n')
yml('yaml_nulls','all:\n  hosts:\n  children:\n    g:\n    h:\n      hosts:\n      vars:\n')
yml('yaml_empty_dicts','all:\n  hosts: {}\n  children: {g: {hosts: {a: {}}}}\n')
yml('yaml_top_groups','g:\n  hosts: {a: , b: }\nungrouped:\n  hosts: {c: }\nall:\n  vars: {x: 1}\n')
yml('yaml_extra_keys','g:\n  hosts: {a: }\n  other: 1\n')
yml('yaml_types','all:\n  hosts:\n    h: {a: 1, b: 1.5, c: yes, d: null, e: "1", f: [], g: {}, h: 0o7, i: 010, j: 1e3, k: 1.0e+3, l: .inf, m: "", n: "a: b", o: "#c", p: "- x", q1: "*a", r: "&a", s1: "!t", t: "%x", u: "@x", v: "`x`", w: "{a", x: "[a", y1: "a, b", z: "null", ab: "~", ac: "yes", ad: "1.0", ae: "0x1f", af: "1:30", ag: "=", ah: "<<", ai: "?", aj: "? x", ak: "-", al: "---", am: "...", an: " lead", ao: "trail ", ap: "tab\\there", aq: "nl\\nx", ar: "é", as: "\\u0001", at: "a\'b", au: "a\\"b", av: 12345678901234567890}\n')
yml('yaml_long','all:\n  hosts:\n    h: {x: "'+'word '*40+'", y: "'+'z'*120+'", z: ["'+'w '*60+'"]}\n')
yml('yaml_unsafe','all:\n  hosts:\n    h: {x: !unsafe "{{ y }}", l: [!unsafe a]}\n')
yml('yaml_anchors','all:\n  vars: &v {a: [1, 2], b: {c: d}}\n  children:\n    g:\n      hosts: {x: , y: }\n      vars: {e: {f: [1]}}\n    h:\n      hosts: {z: {<<: *v}}\n')
yml('yaml_nested','all:\n  children:\n    a:\n      children:\n        b:\n          children:\n            c:\n              hosts: {h: {x: 1}}\n              vars: {v: c}\n          vars: {v: b}\n      vars: {v: a}\n')
yml('yaml_priority','all:\n  children:\n    a: {hosts: {h: }, vars: {v: a, ansible_group_priority: 5}}\n    b: {hosts: {h: }, vars: {v: b}}\n')
S['json']={'hosts.json':json.dumps({'all':{'hosts':{'a':{'x':1}},'children':{'g':{'hosts':{'b':None}}}}})}
S['dir']={'inv/10-a':'[g]\na x=1\n','inv/20-b.yml':'g:\n  hosts: {a: {x: 2}, c: }\n','inv/skip.txt':'nonsense = = [\n','inv/.hidden':'[[[\n','inv/back~':'[[[\n','inv/group_vars/g.yml':'gv: 1\n','inv/host_vars/a/1.yml':'hv: 1\n','inv/host_vars/a/2.yml':'hv: 2\n','inv/sub/x':'s1\n','inv/skip.orig':'x y z\n','inv/x.ini':'i1\n','inv/y.cfg':'c1\n','inv/z.retry':'r1\n'}
S['vars_files']={'hosts.ini':'[g]\na\nb\n[h:children]\ng\n','group_vars/all.yml':'x: all\ny: all\n','group_vars/g':'x: g\n','group_vars/h.yaml':'x: h\nz: h\n','host_vars/a.json':'{"x": "a"}','host_vars/b/main.yml':'x: b\n','host_vars/b/sub/deep.yml':'q2: 1\n','host_vars/b/.hid.yml':'w: 1\n','host_vars/b/x.txt':'t: 1\n','group_vars/all/none':None}
del S['vars_files']['group_vars/all/none']
S['vars_dirs']={'hosts.ini':'[g]\na\n','group_vars/g/b.yml':'x: b\ny: b\n','group_vars/g/a.yml':'x: a\nz: a\n','group_vars/g.yml':'x: file\n','group_vars/ungrouped.yml':'u: 1\n','group_vars/all/one.json':'{"j": 1}','group_vars/all/two':'k: 2\n','group_vars/all/three.yaml':'l: 3\n','group_vars/all/four.md':'m: 3\n'}
def script(n,body,args=None): S[n]={'inv.sh':'#!/bin/sh\n'+body}
script('script_meta',"cat <<'X'\n"+json.dumps({'_meta':{'hostvars':{'a':{'x':1},'b':{'y':'{{ x }}'}}},'g':{'hosts':['a','b'],'vars':{'v':1},'children':['k']},'k':['c'],'all':{'vars':{'w':2}}})+"\nX\n")
script('script_host',"case $1 in --list) echo '{\"g\": [\"a\", \"b\"], \"h\": {\"hosts\": [\"c\"]}}';; --host) echo \"{\\\"name\\\": \\\"$2\\\"}\";; esac\n")
script('script_group_as_host',"echo '{\"g\": {\"x\": 1, \"y\": [2]}, \"_meta\": {\"hostvars\": {}}}'\n")
script('script_empty',"echo '{}'\n")
script('script_nested',"echo '{\"a\": {\"children\": [\"b\"]}, \"b\": {\"children\": [\"c\"], \"vars\": {\"v\": \"b\"}}, \"c\": {\"hosts\": [\"h1\", \"h1\"]}, \"_meta\": {\"hostvars\": {\"h1\": {\"n\": null, \"f\": 1.50, \"t\": true, \"s\": \"\\u00fc\"}, \"nowhere\": {\"x\": 1}}}}'\n")
BASE='[web]\nw1 role=app dc=fra\nw2 role=app dc=ber\n[db]\nd1 role=db dc=fra size=10\n[site:children]\nweb\ndb\n'
def con(n,t,base=BASE,extra={}):
    S[n]={'inv/1-hosts.ini':base,'inv/2-constructed.yml':'plugin: constructed\n'+t, **extra}
con('con_compose','compose:\n  full: inventory_hostname ~ "." ~ dc\n  num: size | default(0) | int + 1\n  l: "[dc, role]"\n')
con('con_groups','groups:\n  fra: dc == "fra"\n  apps: "role == \'app\'"\n  none: false\n  big: size is defined and size > 5\n')
con('con_keyed','keyed_groups:\n  - key: dc\n    prefix: dc\n  - key: role\n  - key: dc\n    prefix: ""\n    separator: ""\n  - key: role\n    prefix: r\n    separator: "-"\n    parent_group: all_roles\n')
con('con_keyed_lists','compose:\n  tags: "[\'a\', \'b\']"\n  m: "{\'k\': dc}"\nkeyed_groups:\n  - key: tags\n    prefix: tag\n  - key: m\n    prefix: m\n  - key: m\n    prefix: t\n    trailing_separator: false\n')
con('con_default','keyed_groups:\n  - key: size | default("") | string\n    prefix: size\n    default_value: unknown\n  - key: size | default("") | string\n    prefix: s\n    trailing_separator: false\n  - key: nosuch\n    prefix: n\n')
con('con_parent_template','keyed_groups:\n  - key: dc\n    prefix: dc\n    parent_group: "parent_{{ role }}"\n')
con('con_leading','leading_separator: false\nkeyed_groups:\n  - key: dc\n  - key: role\n')
con('con_group_names','groups:\n  both: "\'web\' in group_names"\ncompose:\n  gn: group_names\n  h: inventory_hostname\n')
con('con_vars_plugins','use_vars_plugins: true\ngroups:\n  v: tier == "gold"\ncompose:\n  t: tier\n',extra={'inv/group_vars/web.yml':'tier: gold\n'})
con('con_no_vars_plugins','groups:\n  v: tier == "gold"\n',extra={'inv/group_vars/web.yml':'tier: gold\n'})
con('con_chars','keyed_groups:\n  - key: dc ~ "-x y"\n    prefix: p\n')
con('con_numbers','keyed_groups:\n  - key: size | default(5) | string\n    prefix: size\ncompose:\n  s2: (size | default(1)) * 2\n  ansible_host: "\'10.0.0.\' ~ (size | default(3))"\n')
con('con_order','compose:\n  a: dc\n  b: a | default("none")\ngroups:\n  isfra: a == "fra"\n')
S['gen']={'gen.yml':'plugin: generator\nhosts:\n  name: "{{ op }}_{{ env }}"\n  parents:\n    - name: "{{ op }}_grp"\n      vars: {o: "{{ op }}"}\n      parents:\n        - name: top\n    - name: "{{ env }}"\nlayers:\n  op: [build, run]\n  env: [dev, prod]\n'}
S['several']={'a.ini':'[g]\na x=1\nb\n','b.yml':'g:\n  hosts: {a: {x: 2}}\n  vars: {v: 1}\nh:\n  children: {g: }\n'}
ARGS={'several':['-i','a.ini','-i','b.yml'],'hostlist':['-i','a,b:22,c[1:3],'],'hostlist_v6':['-i','::1,10.0.0.1:5022,']}
S['hostlist']={}; S['hostlist_v6']={}
CMDS=[['--list'],['--list','--yaml'],['--list','--export'],['--list','--yaml','--export'],['--graph'],['--graph','--vars']]
def src(n):
    if n in ARGS: return ARGS[n]
    f=S[n]
    if any(k.startswith('inv/') for k in f): return ['-i','inv']
    return ['-i',[k for k in f if '/' not in k][0]]
PAT=['a','all','*','w*','web:db','web,db','web:!w1','!w1','all:&web','web:&nosuch','~w\\d','~(w|d)1','web[0]','web[-1]','site[1:2]','site[1:]','web[0:0]','nosuch','w1,nosuch','@lim','w?','w[12]','&web:db','site:!db:&web','localhost','s*','w1:w2','ungrouped','db:web']
S['patterns']={'hosts.ini':'lone\n'+BASE,'lim':'w1\n\n# c\nd1\n'}


def main():
    only = sys.argv[1:]
    root = Path(tempfile.mkdtemp())
    jobs = []
    for name, files in S.items():
        folder = root / name
        folder.mkdir()
        for path, text in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(text.encode())
            if text.startswith("#!"):
                (folder / path).chmod(0o755)
        if name == "patterns":
            jobs += [(name, folder, ["-i", "hosts.ini", "--list", "--limit", pattern]) for pattern in PAT]
        else:
            jobs += [(name, folder, src(name) + command) for command in CMDS]
    if only:
        jobs = [job for job in jobs if job[0] in only]

    def one(job):
        name, folder, arguments = job
        environment = dict(os.environ, ANSIBLE_NOCOLOR="1", ANSIBLE_DEPRECATION_WARNINGS="0")
        done = subprocess.run(
            COMMAND + arguments, cwd=folder, env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL
        )
        return {"name": name, "args": arguments, "out": done.stdout}

    with ThreadPoolExecutor() as executor:
        cases = list(executor.map(one, jobs))
    record = HERE / "recorded.json"
    if only:
        cases = [case for case in json.loads(record.read_text())["cases"] if case["name"] not in only] + cases
    record.write_text(json.dumps({"files": S, "cases": cases}, indent=1, ensure_ascii=False) + "\n")
    print(len(cases), "cases of", len(S), "inventories")


main()
