module github.com/cookiespec/cookiespec

go 1.26
