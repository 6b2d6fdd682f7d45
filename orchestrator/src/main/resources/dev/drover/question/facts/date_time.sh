date '+%Y|%m|%A|%u|%U|%d|%H|%M|%S|%s|%Z|%z|%W|%w|%N'
date -u '+%Y-%m-%dT%H:%M:%S|%N'
