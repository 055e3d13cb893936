package checktest

import (
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/cookiespec/cookiespec/suites/recording"
)

// Mutant is a recording that is otherwise than another in one place.
type Mutant struct {
	Kind      string // what was changed and how: "jars.cookies.secure altered"
	Recording *recording.Recording
}

// EachMutant calls do with each recording that differs from r in one place of a scene: something of a list is missing, or there
// twice, or stands behind what follows it; a field has another value. r itself stays as it is.
func EachMutant(r *recording.Recording, do func(Mutant)) {
	for i := range r.Scenes {
		scene := reflect.ValueOf(r.Scenes[i])
		vary(scene, "", func(kind string, varied reflect.Value) {
			if unread[kind[:strings.IndexByte(kind, ' ')]] {
				return
			}
			m := *r
			m.Scenes = slices.Clone(r.Scenes)
			m.Scenes[i] = varied.Interface().(recording.Scene)
			do(Mutant{kind, &m})
		})
	}
}

// unread are the fields of a scene that are for readers, or settled by the engine before a check is asked.
var unread = map[string]bool{"stage": true, "state": true, "reason": true, "advice": true, "notes": true, "started": true, "ended": true}

// vary calls emit with each variation of v, whose place is path.
func vary(v reflect.Value, path string, emit func(kind string, varied reflect.Value)) {
	switch v.Kind() {
	case reflect.Struct:
		if at, ok := v.Interface().(time.Time); ok {
			emit(path+" altered", reflect.ValueOf(at.Add(time.Hour)))
			return
		}
		for i := range v.NumField() {
			vary(v.Field(i), join(path, v.Type().Field(i)), func(kind string, field reflect.Value) {
				whole := reflect.New(v.Type()).Elem()
				whole.Set(v)
				whole.Field(i).Set(field)
				emit(kind, whole)
			})
		}
	case reflect.Slice:
		varyList(v, path, emit)
	case reflect.Pointer:
		if v.IsNil() {
			return
		}
		emit(path+" dropped", reflect.Zero(v.Type()))
		vary(v.Elem(), path, func(kind string, pointed reflect.Value) {
			whole := reflect.New(v.Type().Elem())
			whole.Elem().Set(pointed)
			emit(kind, whole)
		})
	case reflect.Map:
		for _, key := range v.MapKeys() {
			whole := reflect.MakeMap(v.Type())
			for _, other := range v.MapKeys() {
				if other.Interface() != key.Interface() {
					whole.SetMapIndex(other, v.MapIndex(other))
				}
			}
			emit(path+"."+key.String()+" dropped", whole)
		}
	default:
		for _, other := range others(v, path) {
			emit(path+" altered", other)
		}
	}
}

func varyList(v reflect.Value, path string, emit func(kind string, varied reflect.Value)) {
	n := v.Len()
	list := func(indexes ...int) reflect.Value {
		some := reflect.MakeSlice(v.Type(), 0, len(indexes))
		for _, i := range indexes {
			some = reflect.Append(some, v.Index(i))
		}
		return some
	}
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	for i := range n {
		emit(path+" dropped", list(slices.Delete(slices.Clone(order), i, i+1)...))
		emit(path+" doubled", list(slices.Insert(slices.Clone(order), i, i)...))
		if i+1 < n {
			swapped := slices.Clone(order)
			swapped[i], swapped[i+1] = i+1, i
			emit(path+" swapped", list(swapped...))
		}
		vary(v.Index(i), path, func(kind string, element reflect.Value) {
			whole := list(order...)
			whole.Index(i).Set(element)
			emit(kind, whole)
		})
	}
}

// others are other values of a field.
func others(v reflect.Value, path string) []reflect.Value {
	var values []any
	switch v.Kind() {
	case reflect.Bool:
		values = []any{!v.Bool()}
	case reflect.Int:
		values = []any{0, v.Int() + 1, v.Int() + 300}
	case reflect.Float64:
		values = []any{0.0, v.Float() + 1}
	case reflect.String:
		values = texts(v, path)
	}
	var all []reflect.Value
	for _, value := range values {
		if other := reflect.ValueOf(value).Convert(v.Type()); !other.Equal(v) {
			all = append(all, other)
		}
	}
	return all
}

func texts(v reflect.Value, path string) []any {
	text := v.String()
	switch {
	case strings.HasSuffix(path, "lines.text"): // without each of its attributes
		values := []any{""}
		parts := strings.Split(text, "; ")
		for i := 1; i < len(parts); i++ {
			values = append(values, strings.Join(slices.Delete(slices.Clone(parts), i, i+1), "; "))
		}
		return values
	case v.Type() == reflect.TypeFor[recording.Answer]():
		return []any{recording.In, recording.Out, recording.Broken, recording.Unclear}
	}
	return []any{"", text + "x"}
}

// join is the place of a field, by the names of the JSON form.
func join(path string, field reflect.StructField) string {
	if field.Anonymous {
		return path
	}
	name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
	return strings.TrimPrefix(path+"."+name, ".")
}
